package ee.cqrs.it.subscription;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

import jakarta.jms.Message;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.it.client.EventSubscriber;
import ee.cqrs.it.client.JavaOptions;
import ee.cqrs.it.client.Reply;
import ee.cqrs.it.client.RestClient;
import ee.cqrs.it.client.ServerJava;
import ee.cqrs.server.ServerInstance;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** A subscriber of an application, which writes with JPA, in the real server. */
class SubscriptionServerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String SUBSCRIPTION = "/cqrs/api/subscriptions/records";

    private final HttpClient http = HttpClient.newHttpClient();
    private ServerInstance server;
    private RestClient rest;
    private long skipped;

    @BeforeEach
    void start() throws Exception {
        Path target = Path.of(System.getProperty("cqrs.test.base")).getParent();
        server = ServerInstance.inPrivateBase(
                        Path.of(System.getProperty("cqrs.test.home")), target.resolve("subscription-server"))
                .javaHome(ServerJava.home())
                .portOffset(Integer.getInteger("cqrs.test.port-offset") + 200)
                .javaOption("-Xmx512m")
                .javaOption("-Dcqrs.subscription.retry-pause=PT0.01S")
                .javaOption("-Dcqrs.topic.format=cloudevents");
        JavaOptions.START_FAST.forEach(server::javaOption);
        server.deploy(SubscriptionEar.write(target.resolve("subscription-ear")));
        rest = new RestClient(server.ports().http());
        server.start();
        server.awaitDeployed(PATIENCE);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @Timeout(300)
    void givenPoisonAndAKillInTheMiddleOfABatchThenEveryEventIsHandledOnce() throws Exception {
        subscriber().close();
        rest.activateCounters("a", 50);
        awaitAllRecorded();
        parksAndDrains();
        skips();
        tellsHandlers();

        post("/records/freeze", "");
        rest.activateCounters("b", 200);
        patiently().until(() -> get("/records/frozen").get(0).booleanValue());
        server.kill();
        server.start();
        server.awaitDeployed(PATIENCE);
        rest.activateCounters("c", 50);
        stopsUnderLoad();

        assertThat(parked()).isEmpty();
        awaitRecorded(LongStream.rangeClosed(1, rest.head())
                .filter(position -> position != skipped)
                .boxed()
                .toList());
        JsonNode audit = get(SUBSCRIPTION + "/audit");
        assertThat(audit.get("complete").booleanValue()).as("%s", audit).isTrue();
        assertThat(audit.get("handled").longValue()).isEqualTo(rest.head() - 1);
        everyEventWasPublishedOnceAsACloudEvent();
    }

    private void everyEventWasPublishedOnceAsACloudEvent() throws Exception {
        List<JsonNode> stored = rest.feed(0);
        try (EventSubscriber subscriber = subscriber()) {
            List<Message> messages = subscriber.upTo(rest.head());
            assertThat(messages).hasSameSizeAs(stored);
            for (int i = 0; i < stored.size(); i++) {
                JsonNode event = EventSubscriber.json(messages.get(i));
                assertThat(event.get("specversion").textValue()).isEqualTo("1.0");
                assertThat(event.get("id")).isEqualTo(stored.get(i).at("/meta/uuid"));
                assertThat(event.get("position").textValue()).isEqualTo(Integer.toString(i + 1));
                assertThat(event.get("data")).isEqualTo(stored.get(i).get("data"));
                assertThat(messages.get(i).getStringProperty("contentType")).startsWith("application/cloudevents+json");
            }
        }
    }

    private EventSubscriber subscriber() throws Exception {
        return EventSubscriber.connect(server.ports().http(), server.credentials(), "cloud", null);
    }

    private void parksAndDrains() throws Exception {
        post("/records/poison?id=a-7", "");
        bump("a-7");
        bump("a-7");
        bump("a-8");
        patiently().until(() -> parked().size() == 1 && lag() == 0);
        JsonNode stream = parked().get(0);
        assertThat(stream.at("/aggregate/id").textValue()).isEqualTo("a-7");
        assertThat(stream.get("position").longValue()).isEqualTo(51);
        assertThat(stream.get("index").longValue()).isEqualTo(1);
        assertThat(stream.get("reason").textValue()).contains("poison");
        assertThat(get("/records/positions")).hasSize(51);
        assertThat(get(SUBSCRIPTION).get("parked").longValue()).isOne();
        assertThat(health()).isEqualTo("waiting, 0 behind, 1 parked");

        post("/records/poison", "");
        HttpResponse<String> retry = post(SUBSCRIPTION + "/parked/counter/a-7/retry", "");
        assertThat(retry.statusCode()).as(retry.body()).isEqualTo(202);
        patiently().until(() -> parked().isEmpty());
        awaitAllRecorded();
        assertThat(post(SUBSCRIPTION + "/parked/counter/a-7/retry", "").statusCode())
                .isEqualTo(404);
    }

    private void tellsHandlers() throws Exception {
        patiently().until(() -> get("/records/activated").size() == 50);
        assertThat(get("/records/activated").toString()).contains("a-49");

        post("/records/listener", "");
        long before = rest.head();
        assertThat(post("/records/bump?id=a-1", "").body()).contains("Accepted");
        post("/records/publish?text=hello", "");
        assertThat(post("/records/bump?id=a-1", "").body()).contains("Accepted");
        patiently().until(() -> get("/records/told").size() == 3);
        assertThat(get("/records/told").toString())
                .isEqualTo("[\"position %d\",\"BusEvent[event=Note[text=hello], context=null]\",\"position %d\"]"
                        .formatted(before + 1, before + 2));

        http.send(request("/records/listener").DELETE().build(), BodyHandlers.ofString());
        bump("a-1");
        awaitRecorded(LongStream.rangeClosed(1, rest.head())
                .filter(position -> position != skipped)
                .boxed()
                .toList());
        assertThat(get("/records/told")).hasSize(3);
    }

    /** What has to be closed is not closed under the hands of a subscriber, whose aggregates would be parked. */
    private void stopsUnderLoad() throws Exception {
        AtomicBoolean stopping = new AtomicBoolean();
        CompletableFuture<Void> load = CompletableFuture.runAsync(() -> {
            for (int i = 0; !stopping.get(); i++) {
                try {
                    rest.send("counter", "load-" + i, "ActivateCounter", "{\"initialValue\":0}");
                } catch (IOException e) {
                    return; // it is down
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        patiently().until(() -> rest.state("counter", "load-100").status() == 200);
        server.stop();
        stopping.set(true);
        load.join();
        server.start();
        server.awaitDeployed(PATIENCE);
    }

    private void skips() throws Exception {
        post("/records/poison?id=a-9", "");
        bump("a-9");
        patiently().until(() -> parked().size() == 1);
        String skip = SUBSCRIPTION + "/parked/counter/a-9/skip";
        skipped = parked().get(0).get("position").longValue();
        HttpResponse<String> withoutReason = post(skip, "{\"position\":%d}".formatted(skipped));
        assertThat(withoutReason.statusCode()).isEqualTo(400);
        assertThat(Reply.json(withoutReason.body()).at("/errors/0/field").textValue())
                .isEqualTo("reason");

        HttpResponse<String> withoutPosition = post(skip, "{\"reason\":\"typed wrong\"}");
        assertThat(withoutPosition.statusCode()).isEqualTo(400);
        assertThat(Reply.json(withoutPosition.body()).at("/errors/0/field").textValue())
                .isEqualTo("position");
        String another = "{\"position\":%d,\"reason\":\"typed wrong\"}".formatted(skipped - 1);
        assertThat(post(skip, another).statusCode()).isEqualTo(409);

        post("/records/poison", "");
        String wanted = "{\"position\":%d,\"reason\":\"typed wrong\"}".formatted(skipped);
        assertThat(post(skip, wanted).statusCode()).isEqualTo(202);
        patiently().until(() -> parked().isEmpty());

        JsonNode record = get(SUBSCRIPTION + "/skipped").at("/skipped/0");
        assertThat(record.get("position").longValue()).isEqualTo(skipped);
        assertThat(record.at("/aggregate/id").textValue()).isEqualTo("a-9");
        assertThat(record.get("event").textValue()).isEqualTo("CounterBumped");
        assertThat(record.get("reason").textValue()).isEqualTo("typed wrong");
        assertThat(record.get("origin").textValue()).isNotBlank();
        assertThat(record.get("skippedAt").textValue()).startsWith("20");
        assertThat(record.get("counts").booleanValue()).isTrue();
        assertThat(get(SUBSCRIPTION + "/skipped?after=" + record.get("number")).get("skipped"))
                .isEmpty();
    }

    private void bump(String id) throws Exception {
        assertThat(rest.send("counter", id, "BumpCounter", "{}").status()).isEqualTo(200);
    }

    private void awaitAllRecorded() throws Exception {
        awaitRecorded(LongStream.rangeClosed(1, rest.head()).boxed().toList());
    }

    private void awaitRecorded(List<Long> positions) {
        patiently().untilAsserted(() -> assertThat(
                        StreamSupport.stream(get("/records/positions").spliterator(), false)
                                .map(JsonNode::longValue)
                                .toList())
                .isEqualTo(positions));
    }

    private JsonNode parked() throws IOException, InterruptedException {
        return get(SUBSCRIPTION + "/parked").get("parked");
    }

    private long lag() throws IOException, InterruptedException {
        return get(SUBSCRIPTION).get("lag").longValue();
    }

    private String health() throws IOException, InterruptedException {
        URI ready = URI.create(
                "http://127.0.0.1:%d/health/ready".formatted(server.ports().management()));
        JsonNode health = Reply.json(http.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.ofString())
                .body());
        return StreamSupport.stream(health.get("checks").spliterator(), false)
                .filter(check -> check.get("name").textValue().equals("subscriptions"))
                .map(check -> check.at("/data/records").textValue())
                .findFirst()
                .orElseThrow();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request(path).build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).as("%s: %s", path, response.body()).isEqualTo(200);
        return Reply.json(response.body());
    }

    private HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:%d%s".formatted(server.ports().http(), path)))
                .timeout(Duration.ofSeconds(30));
    }

    private static ConditionFactory patiently() {
        return Awaitility.await().pollInterval(Duration.ofMillis(50)).atMost(Duration.ofSeconds(60));
    }
}
