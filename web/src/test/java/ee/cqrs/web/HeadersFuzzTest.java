package ee.cqrs.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import com.code_intelligence.jazzer.junit.FuzzTest;
import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.command.CommandException;
import ee.cqrs.command.CommandReader;
import ee.cqrs.command.Problem;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever headers, parameters and ids a request has: they are read, or the problem names the one at fault. */
class HeadersFuzzTest {

    private final CommandReader reader = new Commands().reader();

    /** Lines of names and values. */
    @FuzzTest
    void what_a_request_says_is_read_or_has_a_problem(byte[] bytes) {
        FakeHeaders headers = new FakeHeaders();
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
            String[] header = line.split(":", 2);
            String value = header[header.length - 1];
            headers.with(header[0], value);
            check(() -> Query.limit(value));
            check(() -> Query.from(header[0], value, -1));
            check(() -> Query.instant(header[0], value));
            check(() -> Query.only(Set.of("limit"), Set.of(header[0])));
            check(() -> {
                AggregateId id = reader.aggregate(reader.definition("account"), value);
                assertThat(new String(id.id().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                        .isEqualTo(id.id());
            });
        }
        check(() -> {
            CommandHeaders read = CommandHeaders.of(headers.headers());
            assertThat(read.expectedIndex() == null || read.expectedIndex() >= -1)
                    .isTrue();
            assertThat(List.of(String.valueOf(read.commandId()), String.valueOf(read.correlationId())))
                    .allMatch(CommandHeaders::isUsable);
        });
    }

    private static void check(Runnable reading) {
        try {
            reading.run();
        } catch (CommandException e) {
            assertThat(e.problem().kind()).isEqualTo(Problem.Kind.MALFORMED);
            assertThat(e.problem().errors()).hasSize(1);
        }
    }
}
