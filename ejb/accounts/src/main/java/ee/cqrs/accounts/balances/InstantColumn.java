package ee.cqrs.accounts.balances;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** A time as microseconds since 1970, in which no database, driver or time zone sees anything but a number. */
@Converter(autoApply = true)
public class InstantColumn implements AttributeConverter<Instant, Long> {

    private static final Instant FIRST = Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS);
    private static final Instant LAST = Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS);

    @Override
    public Long convertToDatabaseColumn(Instant time) {
        if (time == null) {
            return null;
        }
        if (time.isBefore(FIRST)) {
            return Long.MIN_VALUE;
        }
        return time.isAfter(LAST) ? Long.MAX_VALUE : Long.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, time));
    }

    @Override
    public Instant convertToEntityAttribute(Long micros) {
        return micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
