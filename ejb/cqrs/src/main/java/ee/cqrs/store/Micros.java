package ee.cqrs.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as the tables hold them: microseconds since 1970. */
public final class Micros {

    private Micros() {}

    /**
     * Of every time that a table can hold; {@code MICROS.between} ends in the year 2262, which a tampered one may be past.
     *
     * @param instant a time
     * @return as a table holds it
     */
    public static long of(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    /**
     * The other way round.
     *
     * @param micros as a table holds it
     * @return the time
     */
    public static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
