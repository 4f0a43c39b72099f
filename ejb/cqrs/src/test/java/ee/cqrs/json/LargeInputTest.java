package ee.cqrs.json;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The largest body that is taken is read or refused as quickly as its length lets expect, whatever is in it. */
class LargeInputTest {

    private static final int LENGTH = 1_048_576;
    private static final Duration LIMIT = Duration.ofSeconds(10); // a quadratic time would be minutes
    private static final String LEAST = "{\"flag\":true,\"small\":1,\"large\":1,\"inexact\":1,";

    private final Json json = new Json();

    static Stream<Arguments> bodies() {
        return Stream.of(
                arguments("open arrays", "[".repeat(LENGTH)),
                arguments("open objects", many("{\"a\":")),
                arguments("one number", LEAST + "\"amount\":" + "9".repeat(LENGTH) + "}"),
                arguments("one exponent", LEAST + "\"amount\":1e" + "9".repeat(LENGTH) + "}"),
                arguments("decimals", LEAST + "\"amount\":0." + "0".repeat(LENGTH) + "1}"),
                arguments("one string", LEAST + "\"text\":\"" + many("\\u00e9") + "\"}"),
                arguments("one name", "{\"" + many("\\n") + "\":1}"),
                arguments("one time", LEAST + "\"instant\":\"" + many("+1") + "\"}"),
                arguments("one duration", LEAST + "\"duration\":\"P" + many("1") + "D\"}"),
                arguments("strings", LEAST + "\"words\":[" + many("\"\",") + "\"\"]}"),
                arguments("numbers", LEAST + "\"numbers\":[" + numbers("%d") + "]}"),
                arguments("the same number", LEAST + "\"numbers\":[" + many("7,") + "7]}"),
                arguments("keys", LEAST + "\"points\":{" + numbers("\"%d\":null") + "}}"),
                arguments("keys of one hash", LEAST + "\"points\":{" + equalHashes() + "}}"),
                arguments("the same key", LEAST + "\"points\":{" + many("\"a\":null,") + "\"a\":null}}"),
                arguments("blanks", " ".repeat(LENGTH)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void the_largest_body_takes_no_more_than_its_time(String what, String body) {
        assertTimeout(LIMIT, () -> readOrRefused(() -> json.read(body, Everything.class)));
        assertTimeout(LIMIT, () -> readOrRefused(() -> json.fields(body)));
    }

    private static void readOrRefused(Runnable reading) {
        try {
            reading.run();
        } catch (InvalidJsonException e) {
            assertThat(e.getMessage()).hasSizeLessThan(1_000);
        }
    }

    private static String many(String part) {
        return part.repeat(LENGTH / part.length());
    }

    private static String numbers(String form) {
        return IntStream.range(0, LENGTH / 16).mapToObj(form::formatted).collect(Collectors.joining(","));
    }

    /** "Aa" and "BB" have the same, and so has whatever is made of them. */
    private static String equalHashes() {
        return IntStream.range(0, 1 << 14)
                .mapToObj(i -> IntStream.range(0, 14)
                        .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining("", "\"", "\":null")))
                .collect(Collectors.joining(","));
    }
}
