package ee.cqrs.web;

import jakarta.ws.rs.core.HttpHeaders;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class CommandHeadersTest {

    @Test
    void withoutHeadersNothingIsExpected() {
        assertThat(CommandHeaders.of(FakeHeaders.none())).isEqualTo(new CommandHeaders(null, null, null));
    }

    @Test
    void aStrongTagIsTheExpectedIndex() {
        assertThat(CommandHeaders.of(FakeHeaders.of("If-Match", " \"12\" ")).expectedIndex())
                .isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "W/\"1\"",
                "\"1\", \"2\"",
                "1",
                "\"\"",
                "\"x\"",
                "\"-1\"",
                "\"1.0\"",
                "\"9999999999999999999\"",
                "",
                "\"١\""
            })
    void whatIsNoSingleStrongTagIsRefused(String value) {
        assertThat(faultOf(FakeHeaders.of("If-Match", value))).isEqualTo("If-Match");
    }

    @Test
    void aTagThatStandsThereTwiceIsRefused() {
        assertThat(faultOf(FakeHeaders.of("If-Match", "\"1\"", "\"1\""))).isEqualTo("If-Match");
    }

    @Test
    void aStarInIfNoneMatchExpectsThatTheAggregateDoesNotExist() {
        assertThat(CommandHeaders.of(FakeHeaders.of("If-None-Match", "*")).expectedIndex())
                .isEqualTo(-1);
        assertThat(faultOf(FakeHeaders.of("If-None-Match", "\"1\""))).isEqualTo("If-None-Match");
    }

    @Test
    void anAggregateCannotBeExpectedToBeAndNotToBe() {
        HttpHeaders both = new FakeHeaders()
                .with("If-Match", "\"1\"")
                .with("If-None-Match", "*")
                .headers();

        assertThat(faultOf(both)).isEqualTo("If-None-Match");
    }

    @Test
    void anIdempotencyKeyIsTheSameWithAndWithoutQuotes() {
        assertThat(CommandHeaders.of(FakeHeaders.of("Idempotency-Key", "a-b")).commandId())
                .isEqualTo("a-b");
        assertThat(CommandHeaders.of(FakeHeaders.of("Idempotency-Key", "\"a-b\""))
                        .commandId())
                .isEqualTo("a-b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"\"", "\" \"", "a b", "\"a b\"", "a\tb", "Ã©", "\u0007"})
    void anIdempotencyKeyMustBePrintableAndWithoutSpaces(String value) {
        assertThat(faultOf(FakeHeaders.of("Idempotency-Key", value))).isEqualTo("Idempotency-Key");
    }

    @Test
    void idsHaveAtMost255Characters() {
        assertThat(CommandHeaders.of(FakeHeaders.of("Idempotency-Key", "k".repeat(255)))
                        .commandId())
                .hasSize(255);
        assertThat(faultOf(FakeHeaders.of("Idempotency-Key", "k".repeat(256)))).isEqualTo("Idempotency-Key");
        assertThat(faultOf(FakeHeaders.of("X-Correlation-ID", "c".repeat(256)))).isEqualTo("X-Correlation-ID");
    }

    private static String faultOf(HttpHeaders headers) {
        Problem problem = catchThrowableOfType(CommandException.class, () -> CommandHeaders.of(headers))
                .problem();
        assertThat(problem.kind()).isEqualTo(Problem.Kind.MALFORMED);
        return problem.errors().get(0).field();
    }
}
