package ee.cqrs.it.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map.Entry;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

/**
 * A request to the server under Arquillian, well-formed or not.
 *
 * @param method of HTTP
 * @param path below the host, percent-encoded, with query
 * @param headers in order
 * @param body its bytes; empty for none
 * @param way how it travels
 */
record Request(String method, String path, List<Entry<String, String>> headers, byte[] body, Way way) {

    private static final String API = "/cqrs/api";
    private static final String HOST = "http://127.0.0.1:" + System.getProperty("cqrs.test.http-port");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** With a length, in chunks, or as it stands, which {@link HttpClient} would not send. */
    enum Way {
        LENGTH,
        CHUNKED,
        RAW
    }

    static Request get(String path) {
        return new Request("GET", API + path, List.of(), new byte[0], Way.LENGTH);
    }

    static Request post(String path, String json) {
        return get(path).method("POST").with("Content-Type", "application/json").body(json);
    }

    static Request command(String type, String id, String command, String json) {
        return post("/aggregates/%s/%s/commands/%s".formatted(type, encoded(id), command), json);
    }

    static Request state(String type, String id) {
        return get("/aggregates/%s/%s".formatted(type, encoded(id)));
    }

    /** Every character that is not plain is percent-encoded, and so are dots, which mean something in a path. */
    static String encoded(String segment) {
        return URLEncoder.encode(segment, UTF_8).replace("+", "%20").replace(".", "%2E");
    }

    Request method(String other) {
        return new Request(other, path, headers, body, way);
    }

    /** Another path, from the root. */
    Request at(String fromRoot) {
        return new Request(method, fromRoot, headers, body, way);
    }

    Request with(String header, String value) {
        List<Entry<String, String>> more =
                Stream.concat(headers.stream(), Stream.of(entry(header, value))).toList();
        return new Request(method, path, more, body, way);
    }

    Request without(String header) {
        List<Entry<String, String>> others =
                headers.stream().filter(given -> !given.getKey().equals(header)).toList();
        return new Request(method, path, others, body, way);
    }

    Request under(String commandId) {
        return with("Idempotency-Key", commandId);
    }

    Request body(String text) {
        return body(text.getBytes(UTF_8));
    }

    Request body(byte... bytes) {
        return new Request(method, path, headers, bytes, way);
    }

    Request inChunks() {
        return new Request(method, path, headers, body, Way.CHUNKED);
    }

    Request raw() {
        return new Request(method, path, headers, body, Way.RAW);
    }

    boolean has(String header) {
        return headers.stream().anyMatch(given -> given.getKey().equals(header));
    }

    Response send() throws IOException, InterruptedException {
        if (way == Way.RAW) {
            return Wire.send(this);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(HOST + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, publisher());
        headers.forEach(header -> request.header(header.getKey(), header.getValue()));
        HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString(UTF_8));
        return new Response(response.statusCode(), response.headers(), response.body());
    }

    private BodyPublisher publisher() {
        if (way == Way.CHUNKED) {
            return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
        }
        return body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
    }
}
