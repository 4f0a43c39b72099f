package ee.cqrs.web.problem;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;

import ee.cqrs.command.Problem;
import ee.cqrs.json.Json;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ProblemWriterTest {

    private final List<String> head = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final HttpServletResponse response = (HttpServletResponse) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("getOutputStream")) {
                    return new Collected(body);
                }
                head.add(method.getName() + List.of(arguments));
                return null;
            });

    @Test
    void a_command_that_the_journal_has_no_room_for_is_503_and_told_when_to_try_again() throws IOException {
        write(Problem.retry(Problem.Kind.UNAVAILABLE, "10 commands are waiting to be saved: try again", 1));

        assertThat(head)
                .containsExactly(
                        "setStatus[503]", "setContentType[application/problem+json]", "setIntHeader[Retry-After, 1]");
        assertThat(body.toString(UTF_8))
                .contains("\"type\":\"urn:cqrs-ee:problem:unavailable\"", "\"status\":503", "\"commandId\":\"c-1\"");
    }

    @Test
    void a_command_that_is_late_is_504_and_told_when_to_ask_again() throws IOException {
        write(Problem.retry(Problem.Kind.UNKNOWN_OUTCOME, "The command is still being saved: send it again", 1));

        assertThat(head)
                .containsExactly(
                        "setStatus[504]", "setContentType[application/problem+json]", "setIntHeader[Retry-After, 1]");
        assertThat(body.toString(UTF_8))
                .contains(
                        "\"type\":\"urn:cqrs-ee:problem:unknown-outcome\"", "\"status\":504", "\"commandId\":\"c-1\"");
    }

    @Test
    void what_does_not_pass_has_no_time_to_try_again() throws IOException {
        write(Problem.of(Problem.Kind.INTERNAL, "The server failed"));

        assertThat(head).containsExactly("setStatus[500]", "setContentType[application/problem+json]");
    }

    private void write(Problem problem) throws IOException {
        new ProblemWriter(new Json()).write(problem, "c-1", response);
    }
}
