package ee.cqrs.web.problem;

import java.lang.reflect.Proxy;
import java.net.URLDecoder;
import java.util.Collections;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import com.code_intelligence.jazzer.junit.FuzzTest;
import ee.cqrs.command.Problem;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever the address and the media types are: the request is let through to be read as it was meant, or refused. */
class RequestCheckFuzzTest {

    /** The path, the query, and a line for each of the two headers. */
    @FuzzTest
    void a_request_is_let_through_or_has_a_problem(byte[] bytes) {
        String[] lines = new String(bytes, UTF_8).split("\n", 4);
        String path = lines[0];
        String query = lines.length > 1 ? lines[1] : null;
        Problem problem = RequestCheck.problemOf(request(path, query, List.of(lines)));
        if (problem != null) {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.MALFORMED);
            assertThat(problem.errors()).hasSize(1);
            return;
        }
        assertDecodes(path);
        assertDecodes(query);
    }

    /** No byte of it is replaced. */
    private static void assertDecodes(String encoded) {
        if (encoded != null && encoded.chars().allMatch(c -> c < 0x80)) {
            byte[] sent = URLDecoder.decode(encoded, ISO_8859_1).getBytes(ISO_8859_1);
            assertThat(URLDecoder.decode(encoded, UTF_8).getBytes(UTF_8)).isEqualTo(sent);
        }
    }

    private static HttpServletRequest request(String path, String query, List<String> lines) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                HttpServletRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRequestURI" -> path;
                    case "getQueryString" -> query;
                    case "getHeaders" -> {
                        int line = arguments[0].equals("Content-Type") ? 2 : 3;
                        yield Collections.enumeration(
                                lines.size() > line ? List.of(lines.get(line)) : List.<String>of());
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
