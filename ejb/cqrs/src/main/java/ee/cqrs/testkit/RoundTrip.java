package ee.cqrs.testkit;

import ee.cqrs.json.InvalidJsonException;
import ee.cqrs.json.Json;

/** What is stored must come back as it went, to the last digit, or a replay differs from memory. */
final class RoundTrip {

    private static final Json JSON = new Json();

    private RoundTrip() {}

    static void check(Object value) {
        String text = write(value);
        Object back;
        try {
            back = JSON.read(text, value.getClass());
        } catch (InvalidJsonException e) {
            throw new AssertionError(
                    "%s cannot be read back from JSON%n  field: %s%n  fault: %s%n  json:  %s"
                            .formatted(value, e.field(), e.getMessage(), text),
                    e);
        }
        if (!back.equals(value)) {
            throw new AssertionError(
                    "A record comes back from JSON as another%n  - went: %s%n  + came: %s%n  json:   %s"
                            .formatted(value, back, text));
        }
    }

    private static String write(Object value) {
        try {
            return JSON.write(value);
        } catch (IllegalStateException e) {
            throw new AssertionError(value + " has no JSON form: " + e.getMessage(), e);
        }
    }
}
