package ee.cqrs.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One component of each type that a message may be made of. */
record Everything(
        boolean flag,
        int small,
        long large,
        double inexact,
        Boolean maybe,
        Integer count,
        Long total,
        Double ratio,
        String text,
        BigDecimal amount,
        BigInteger huge,
        UUID uuid,
        Currency currency,
        Instant instant,
        LocalDate date,
        LocalDateTime dateTime,
        LocalTime time,
        OffsetDateTime offset,
        Duration duration,
        Colour colour,
        Point point,
        List<String> words,
        Set<Integer> numbers,
        Optional<String> note,
        Map<String, Point> points) {

    enum Colour {
        RED,
        GREEN
    }

    record Point(int x, int y) {
        /** Looks like a getter, and is none: a record's JSON is its components. */
        public boolean isOrigin() {
            return x == 0 && y == 0;
        }

        public int getSum() {
            return x + y;
        }

        public static Point valueOf(String text) {
            return new Point(text.length(), 0);
        }
    }

    static Everything sample() {
        return new Everything(
                true,
                1,
                Long.MAX_VALUE,
                0.1,
                null,
                2,
                3L,
                1e300,
                "naïve 😀 \u0001",
                new BigDecimal("123456789012345678901234567890.10"),
                new BigInteger("123456789012345678901234567890"),
                UUID.fromString("6f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9"),
                Currency.getInstance("EUR"),
                Instant.parse("2026-05-01T12:00:00.000001Z"),
                LocalDate.parse("2026-05-01"),
                LocalDateTime.parse("2026-05-01T12:00:00"),
                LocalTime.parse("12:00:01"),
                OffsetDateTime.parse("2026-05-01T12:00:00+02:00"),
                Duration.ofMinutes(90),
                Colour.RED,
                new Point(1, 2),
                List.of("a", "b"),
                Set.of(1, 2),
                Optional.of("note"),
                Map.of("home", new Point(0, 0)));
    }
}
