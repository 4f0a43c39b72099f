package ee.cqrs.web;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.ws.rs.core.HttpHeaders;

/** Request headers without a server. */
final class FakeHeaders {

    private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static HttpHeaders none() {
        return new FakeHeaders().headers();
    }

    static HttpHeaders of(String name, String... values) {
        return new FakeHeaders().with(name, values).headers();
    }

    FakeHeaders with(String name, String... added) {
        values.computeIfAbsent(name, key -> new ArrayList<>()).addAll(List.of(added));
        return this;
    }

    HttpHeaders headers() {
        return (HttpHeaders) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpHeaders.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRequestHeader" -> values.get((String) arguments[0]);
                    case "getHeaderString" ->
                        values.containsKey((String) arguments[0])
                                ? String.join(",", values.get((String) arguments[0]))
                                : null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
