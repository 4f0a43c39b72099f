package ee.cqrs.web.problem;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LateResponseTest {

    private final List<String> calls = new ArrayList<>();
    private final LateResponse response = new LateResponse((HttpServletResponse) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (proxy, method, arguments) -> {
                calls.add(method.getName());
                return method.getReturnType() == boolean.class ? true : null;
            }));

    @Test
    void given_another_thread_has_answered_when_that_of_the_request_comes_back_then_its_answer_goes_nowhere()
            throws IOException {
        assertThat(response.takeOver()).isTrue();

        response.setStatus(200);
        response.setContentType("application/json");
        response.setHeader("ETag", "1");
        response.addHeader("ETag", "1");
        response.getOutputStream().write(new byte[] {'{', '}'});
        response.getWriter().print("{}");
        response.flushBuffer();
        response.sendError(500);
        response.sendError(500, "late");
        response.reset();

        assertThat(response.isCommitted()).isFalse();
        assertThat(calls).isEmpty();
        assertThat(response.takeOver()).isFalse();
    }

    @Test
    void given_the_thread_of_the_request_has_begun_then_no_other_may_answer() throws IOException {
        response.setStatus(200);

        assertThat(response.takeOver()).isFalse();
        response.getOutputStream();
        assertThat(response.isCommitted()).isTrue();
        assertThat(calls).containsExactly("setStatus", "getOutputStream", "isCommitted");
    }
}
