package ee.cqrs.it.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Speaks the HTTP contract. Safe for several threads. */
public final class RestClient {

    /** Keeps every number as it was sent. */
    public static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final int PAGE = 1_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String api;

    public RestClient(int port) {
        api = "http://127.0.0.1:%d/cqrs/api".formatted(port);
    }

    /** The server under Arquillian. */
    public static RestClient ofTestServer() {
        return new RestClient(Integer.getInteger("cqrs.test.http-port"));
    }

    public Answer send(String type, String id, String command, String body) throws IOException, InterruptedException {
        return send(type, id, command, body, UUID.randomUUID().toString());
    }

    public Answer send(String type, String id, String command, String body, String commandId)
            throws IOException, InterruptedException {
        return answer(request("/aggregates/%s/%s/commands/%s".formatted(type, encoded(id), command))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", commandId)
                .POST(BodyPublishers.ofString(body)));
    }

    /** Sends a command that expects the aggregate to be at an index. */
    public Answer sendExpecting(long index, String type, String id, String command, String body)
            throws IOException, InterruptedException {
        return answer(request("/aggregates/%s/%s/commands/%s".formatted(type, encoded(id), command))
                .header("Content-Type", "application/json")
                .header("If-Match", "\"%d\"".formatted(index))
                .POST(BodyPublishers.ofString(body)));
    }

    /** Sends a batch: a JSON array. */
    public Answer batch(String commands) throws IOException, InterruptedException {
        return answer(request("/commands")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(commands)));
    }

    /** Sends a batch: a command in each line. An answer for each line of the answer, with the status that it names. */
    public List<Answer> lines(String commands) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                request("/commands")
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(commands))
                        .build(),
                BodyHandlers.ofString());
        List<Answer> answers = new ArrayList<>();
        for (String line : response.body().lines().toList()) {
            JsonNode body = JSON.readTree(line);
            answers.add(new Answer(body.path("status").asInt(response.statusCode()), body));
        }
        return answers;
    }

    /** Makes counters in one batch, with a number behind the prefix of their ids, and wants all of them accepted. */
    public void activateCounters(String prefix, int counters) throws IOException, InterruptedException {
        JsonNode outcomes = batch(IntStream.range(0, counters)
                        .mapToObj(i ->
                                "{\"type\":\"counter\",\"id\":\"%s-%d\",\"command\":\"ActivateCounter\",\"data\":{\"initialValue\":0}}"
                                        .formatted(prefix, i))
                        .collect(Collectors.joining(",", "[", "]")))
                .body();
        for (JsonNode outcome : outcomes) {
            if (outcome.path("status").intValue() != 200) {
                throw new AssertionError("A counter is not there: " + outcome);
            }
        }
    }

    public Answer state(String type, String id) throws IOException, InterruptedException {
        return answer(request("/aggregates/%s/%s".formatted(type, encoded(id))));
    }

    /** All events of an aggregate; none if it does not exist. */
    public List<JsonNode> events(String type, String id) throws IOException, InterruptedException {
        return pages("/aggregates/%s/%s/events".formatted(type, encoded(id)), -1);
    }

    /** The log after a position. */
    public List<JsonNode> feed(long after) throws IOException, InterruptedException {
        return pages("/events", after);
    }

    /** One page of the log: {@code events}, {@code next} and {@code head}. */
    public JsonNode page(long after, int limit) throws IOException, InterruptedException {
        Answer answer = answer(request("/events?after=%d&limit=%d".formatted(after, limit)));
        if (answer.status() != 200) {
            throw new IOException(answer.toString());
        }
        return answer.body();
    }

    /** Whatever is at a path. */
    public Answer ask(String path) throws IOException, InterruptedException {
        return answer(request(path));
    }

    /** The last position of the log. */
    public long head() throws IOException, InterruptedException {
        return answer(request("/events?limit=1")).body().get("head").longValue();
    }

    /** Has the whole log verified; the last line of the answer. */
    public JsonNode verdict() throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(api + "/verify"))
                        .timeout(Duration.ofMinutes(5))
                        .build(),
                BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("%d %s".formatted(response.statusCode(), response.body()));
        }
        return JSON.readTree(
                response.body().substring(response.body().stripTrailing().lastIndexOf('\n') + 1));
    }

    /** The last position of which a root hash was recorded; 0 before the first. */
    public long lastRoot() throws IOException, InterruptedException {
        return answer(request("/verify/roots?limit=1000")).body().get("next").longValue();
    }

    /** Whatever is there. */
    public Answer get(String path) throws IOException, InterruptedException {
        return answer(request(path));
    }

    /** Has something done that needs no body. */
    public Answer post(String path) throws IOException, InterruptedException {
        return answer(request(path).POST(BodyPublishers.noBody()));
    }

    /** How a subscription gets on. */
    public JsonNode subscription(String name) throws IOException, InterruptedException {
        return answer(request("/subscriptions/" + name)).body();
    }

    private List<JsonNode> pages(String path, long after) throws IOException, InterruptedException {
        List<JsonNode> events = new ArrayList<>();
        long next = after;
        while (true) {
            Answer answer = answer(request("%s?after=%d&limit=%d".formatted(path, next, PAGE)));
            if (answer.status() == 404) {
                return events;
            }
            if (answer.status() != 200) {
                throw new IOException(answer.toString());
            }
            answer.body().get("events").forEach(events::add);
            if (answer.body().get("events").size() < PAGE) {
                return events;
            }
            next = answer.body().get("next").longValue();
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(api + path)).timeout(Duration.ofSeconds(30));
    }

    private Answer answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        boolean json = response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.contains("json"))
                .isPresent();
        return new Answer(
                response.statusCode(), json ? JSON.readTree(response.body()) : TextNode.valueOf(response.body()));
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, UTF_8).replace("+", "%20");
    }

    /** A status and its JSON; text if it is something else. */
    public record Answer(int status, JsonNode body) {}
}
