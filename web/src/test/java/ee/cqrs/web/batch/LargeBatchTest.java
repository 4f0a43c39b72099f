package ee.cqrs.web.batch;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import ee.cqrs.command.CommandException;
import ee.cqrs.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/** A batch of the greatest length is cut up in time, whatever is in it. */
class LargeBatchTest {

    private static final int LENGTH = 1_048_576;
    private static final Duration LIMIT = Duration.ofSeconds(10); // a quadratic time would be minutes

    private final Json json = new Json();

    @ParameterizedTest
    @ValueSource(
            strings = {"[", "{\"a\":", "[1,", "[],", "1,", "\"\\u00e9\",", "{\"a\":1},", "9", "\n", "{}\n", "\"a\":1,"})
    void whatever_is_repeated_is_cut_up_in_time(String part) {
        String many = part.repeat(LENGTH / part.length());

        assertTimeout(LIMIT, () -> read(() -> JsonText.elements(many)));
        assertTimeout(LIMIT, () -> read(() -> JsonText.elements("[" + many + "1]")));
        assertTimeout(LIMIT, () -> read(() -> Item.read(json, "{" + many + "\"data\":{}}")));
        assertTimeout(LIMIT, () -> lines(many));
    }

    private static void read(Runnable reading) {
        try {
            reading.run();
        } catch (CommandException e) {
            assertThat(e.problem().errors()).hasSize(1);
        }
    }

    private static void lines(String body) {
        Lines lines = new Lines(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), LENGTH);
        List<RawItem> next;
        do {
            next = lines.next(500);
        } while (!next.isEmpty());
    }
}
