package ee.cqrs.web.problem;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;

import ee.cqrs.web.problem.LateResponse.Left;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class LateResponseTest {

    private final List<String> calls = new ArrayList<>();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final LateResponse response = new LateResponse((HttpServletResponse) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (proxy, method, arguments) -> {
                calls.add(method.getName());
                return method.getReturnType() == boolean.class
                        ? true
                        : method.getName().equals("getOutputStream") ? new Written() : null;
            }));

    @Test
    void given_another_thread_has_answered_when_that_of_the_request_comes_back_then_its_answer_goes_nowhere()
            throws IOException {
        assertThat(response.takeOver()).isEqualTo(Left.ALL);

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
        assertThat(response.takeOver()).isEqualTo(Left.NOTHING);
    }

    @Test
    void given_the_thread_of_the_request_has_begun_when_another_takes_over_then_what_comes_after_goes_nowhere()
            throws IOException {
        response.setStatus(200);
        ServletOutputStream out = response.getOutputStream();
        out.write("first ".getBytes(UTF_8));
        out.write('1');
        out.flush();
        assertThat(response.isCommitted()).isTrue();

        assertThat(response.takeOver()).isEqualTo(Left.THE_END);
        out.write("second ".getBytes(UTF_8));
        out.write('2');
        out.flush();
        out.close();

        assertThat(written.toString(UTF_8)).isEqualTo("first 1");
        assertThat(calls).containsExactly("setStatus", "getOutputStream", "flush", "isCommitted");
        assertThat(response.takeOver()).isEqualTo(Left.NOTHING);
    }

    private final class Written extends Collected {

        Written() {
            super(written);
        }

        @Override
        public void flush() {
            calls.add("flush");
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }
}
