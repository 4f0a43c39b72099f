package ee.cqrs.web;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.TreeSet;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.Problem;

/** Reads query parameters; what cannot be used is refused with its name. */
public final class Query {

    static final int DEFAULT_LIMIT = 100;

    private static final int MAX_LIMIT = 1_000;

    private Query() {}

    static int limit(String value) {
        return Math.toIntExact(number("limit", value, DEFAULT_LIMIT, 1, MAX_LIMIT));
    }

    /**
     * Reads a number from which to start.
     *
     * @param name of the parameter
     * @param value as it was received; null if absent
     * @param lowest the least it may be, and what it is if absent
     * @return the number
     * @throws CommandException if it is none, or is less
     */
    public static long from(String name, String value, long lowest) {
        return number(name, value, lowest, lowest, Long.MAX_VALUE);
    }

    static Instant instant(String name, String value) {
        try {
            return Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw new CommandException(
                    Problem.malformed(name, "must be an instant such as 2026-01-31T12:00:00Z (+ is %2B in a URL)"), e);
        }
    }

    /**
     * Refuses what has no meaning here.
     *
     * @param known the parameters that there are
     * @param given those that were received
     * @throws CommandException if there is another one
     */
    public static void only(Set<String> known, Set<String> given) {
        for (String name : given) {
            if (!known.contains(name)) {
                throw new CommandException(Problem.malformed(
                        name, "is no parameter here; there are " + String.join(", ", new TreeSet<>(known))));
            }
        }
    }

    private static long number(String name, String value, long absent, long lowest, long highest) {
        if (value == null) {
            return absent;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= lowest && number <= highest) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the same answer as for a number out of range
        }
        String range = highest == Long.MAX_VALUE ? "from %d".formatted(lowest) : "%d to %d".formatted(lowest, highest);
        throw new CommandException(Problem.malformed(name, "must be a whole number " + range));
    }
}
