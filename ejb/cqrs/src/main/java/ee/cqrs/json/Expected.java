package ee.cqrs.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;

import static java.util.Map.entry;

/** What a client should have sent, in the client's words. */
public final class Expected {

    private static final String INT = "an integer in the range of a 32-bit number";
    private static final String LONG = "an integer in the range of a 64-bit number";
    private static final String BOOLEAN = "true or false";
    private static final String NUMBER = "a number";

    private static final Map<Class<?>, String> WORDS = Map.ofEntries(
            entry(int.class, INT),
            entry(Integer.class, INT),
            entry(long.class, LONG),
            entry(Long.class, LONG),
            entry(boolean.class, BOOLEAN),
            entry(Boolean.class, BOOLEAN),
            entry(double.class, NUMBER),
            entry(Double.class, NUMBER),
            entry(BigDecimal.class, NUMBER),
            entry(BigInteger.class, "a number without decimals"),
            entry(String.class, "a string"),
            entry(UUID.class, "a UUID"),
            entry(Currency.class, "an ISO 4217 currency code"),
            entry(Instant.class, "an instant such as \"2026-01-31T12:00:00Z\""),
            entry(LocalDate.class, "a date such as \"2026-01-31\""),
            entry(LocalDateTime.class, "a date and time such as \"2026-01-31T12:00:00\""),
            entry(LocalTime.class, "a time such as \"12:00:00\""),
            entry(OffsetDateTime.class, "a date, time and offset such as \"2026-01-31T12:00:00+01:00\""),
            entry(Duration.class, "a duration such as \"PT1H30M\""));

    private Expected() {}

    /**
     * Words for a type.
     *
     * @param type of a value
     * @return for example {@code a number}
     */
    public static String of(Class<?> type) {
        if (type == null) {
            return "another type";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(c -> ((Enum<?>) c).name())
                            .toList();
        }
        if (Iterable.class.isAssignableFrom(type)) {
            return "an array";
        }
        return WORDS.getOrDefault(
                type, type.isRecord() || Map.class.isAssignableFrom(type) ? "an object" : "another type");
    }
}
