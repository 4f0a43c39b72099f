package ee.cqrs.it.rebuild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.it.client.ExtendedEar;
import ee.cqrs.it.client.JavaOptions;
import ee.cqrs.it.client.RestClient;
import ee.cqrs.it.client.ServerJava;
import ee.cqrs.it.rebuild.inside.FirstValues;
import ee.cqrs.it.rebuild.inside.SecondValues;
import ee.cqrs.server.ServerInstance;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** From one release to the next: a version of a projection is built in a server that answers from the one before it. */
class RebuildServerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int COUNTERS = 300;
    private static final String PROJECTION = "/projections/it-values";
    private static final String VERSION = PROJECTION + "/versions/2/";

    private final Path target = Path.of(System.getProperty("cqrs.test.base")).getParent();
    private final Path brake = target.resolve("rebuild-brake");
    private ServerInstance server;
    private RestClient rest;

    @BeforeEach
    void start() throws Exception {
        server = ServerInstance.inPrivateBase(
                        Path.of(System.getProperty("cqrs.test.home")), target.resolve("rebuild-server"))
                .javaHome(ServerJava.home())
                .portOffset(Integer.getInteger("cqrs.test.port-offset") + 500)
                .javaOption("-Xmx512m")
                .javaOption("-Dcqrs.test.brake=" + brake)
                .javaOption("-Dcqrs.subscription.poll=PT0.2S")
                .javaOption("-Dcqrs.query.wait-limit=PT2S");
        JavaOptions.START_FAST.forEach(server::javaOption);
        rest = new RestClient(server.ports().http());
        Files.deleteIfExists(brake);
        release(FirstValues.class);
    }

    @AfterEach
    void stop() throws IOException {
        Files.deleteIfExists(brake);
        server.close();
    }

    @Test
    @Timeout(600)
    void givenANewVersionWhenItIsBuiltThenTheOneBeforeItAnswersUntilItTakesOverAndIsDropped() throws Exception {
        rest.activateCounters("c", COUNTERS);
        assertAnswersWithTheFirst(bump());

        Files.createFile(brake);
        release(FirstValues.class, SecondValues.class);
        answersWithTheFirstWhileTheSecondIsBuilt();
        standsStillUntilItIsResumed();
        leavesNothingWhenItIsCancelled();
        goesOnAfterAKill();
        takesOver();
        dropsTheFirst();

        release(SecondValues.class);
        assertThat(query("it-values?limit=1000", bump()).get("items")).hasSize(COUNTERS);
        assertThat(get(PROJECTION).get("live").intValue()).isEqualTo(2);
    }

    private void answersWithTheFirstWhileTheSecondIsBuilt() throws Exception {
        assertAnswersWithTheFirst(bump());
        assertThat(rest.get("/queries/it-bumps").status()).isEqualTo(404);
        assertThat(StreamSupport.stream(get("/types").get("queries").spliterator(), false)
                        .map(query -> query.get("name").textValue()))
                .contains("it-values")
                .doesNotContain("it-bumps");
        JsonNode building = version(2);
        assertThat(state(2)).isEqualTo("BUILDING");
        assertThat(building.get("subscription").textValue()).isEqualTo("it-values.2");
        assertThat(building.get("position").longValue()).isZero();
        assertThat(building.get("lag").longValue()).isEqualTo(rest.head());
        assertThat(building.get("secondsLeft").isNull()).isTrue();
        assertThat(state(1)).isEqualTo("LIVE");
    }

    private void standsStillUntilItIsResumed() throws Exception {
        change("stop", 202);
        change("stop", 202);
        change("rebuild", 409);
        assertThat(state(2)).isEqualTo("STOPPED");
        server.kill();
        Files.delete(brake);
        server.start();
        server.awaitDeployed(PATIENCE);
        assertAnswersWithTheFirst(bump());
        assertThat(state(2)).isEqualTo("STOPPED");
        assertThat(version(2).get("position").longValue()).isZero();

        Files.createFile(brake);
        change("resume", 202);
        assertThat(state(2)).isEqualTo("BUILDING");
    }

    private void leavesNothingWhenItIsCancelled() throws Exception {
        change("cancel", 202);
        Files.delete(brake);
        assertThat(state(2)).isEqualTo("CANCELLED");
        assertThat(rest.get("/subscriptions/it-values.2").status()).isEqualTo(404);
        change("resume", 409);
        release(FirstValues.class, SecondValues.class);
        assertAnswersWithTheFirst(bump());
        assertThat(state(2)).as("it does not begin again by itself").isEqualTo("CANCELLED");
    }

    private void goesOnAfterAKill() throws Exception {
        Files.createFile(brake);
        change("rebuild", 202);
        patiently().until(() -> rest.get("/subscriptions/it-values.2").status() == 200);
        server.kill();
        server.start();
        server.awaitDeployed(PATIENCE);
        assertAnswersWithTheFirst(bump());
        assertThat(state(2)).isEqualTo("BUILDING");
    }

    /** Whoever asks meanwhile is answered by one of both, and as a whole. */
    private void takesOver() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> asker = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                try {
                    List<JsonNode> items = items(bump());
                    assertThat(items).hasSize(COUNTERS).allSatisfy(item -> assertThat(item.has("bumps"))
                            .isEqualTo(items.get(0).has("bumps")));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        Files.delete(brake);
        patiently().until(() -> get(PROJECTION).get("live").intValue() == 2 || asker.isDone());
        patiently().until(() -> rest.get("/queries/it-bumps").status() == 200 || asker.isDone());
        over.set(true);
        asker.join();

        List<JsonNode> items = items(bump());
        assertThat(items).hasSize(COUNTERS).allSatisfy(item -> assertThat(item.has("bumps"))
                .isTrue());
        long bumps = rest.head() - COUNTERS;
        assertThat(get("/queries/it-bumps").get("bumps").longValue()).isEqualTo(bumps);
        assertThat(get("/types").findValuesAsText("name")).contains("it-bumps");
        change("cancel", 409);
    }

    private void dropsTheFirst() throws Exception {
        patiently().until(() -> state(1).equals("DROPPED"));
        assertThat(rest.get("/subscriptions/it-values").status()).isEqualTo(404);
        assertThat(get("/subscriptions/it-values.2/audit").get("complete").booleanValue())
                .isTrue();
    }

    private void release(Class<?>... versions) throws Exception {
        server.close();
        server.deploy(ExtendedEar.write(
                Path.of(System.getProperty("cqrs.test.ear")),
                target.resolve("rebuild-ear"),
                RebuildModule.DECLARATION,
                RebuildModule.with(versions)));
        server.start();
        server.awaitDeployed(PATIENCE);
    }

    /** Gives its position. */
    private long bump() throws IOException, InterruptedException {
        RestClient.Answer answer = rest.send("counter", "c-0", "BumpCounter", "{}");
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.body().get("position").longValue();
    }

    private void assertAnswersWithTheFirst(long position) throws Exception {
        assertThat(items(position)).hasSize(COUNTERS).noneSatisfy(item -> assertThat(item.has("bumps"))
                .isTrue());
        assertThat(items(position).get(0).get("amount").longValue()).isEqualTo(rest.head() - COUNTERS);
    }

    private List<JsonNode> items(long position) throws IOException, InterruptedException {
        JsonNode items = query("it-values?limit=1000&sort=counter", position).get("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    private JsonNode query(String query, long position) throws IOException, InterruptedException {
        return get("/queries/%s&position=%d".formatted(query, position));
    }

    private JsonNode version(int number) throws IOException, InterruptedException {
        return StreamSupport.stream(get(PROJECTION).get("versions").spliterator(), false)
                .filter(version -> version.get("version").intValue() == number)
                .findFirst()
                .orElseThrow();
    }

    private String state(int number) throws IOException, InterruptedException {
        return version(number).get("state").textValue();
    }

    private void change(String what, int status) throws IOException, InterruptedException {
        RestClient.Answer answer = rest.post(VERSION + what);
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        RestClient.Answer answer = rest.get(path);
        assertThat(answer.status()).as("%s: %s", path, answer).isEqualTo(200);
        return answer.body();
    }

    private static ConditionFactory patiently() {
        return Awaitility.await().pollInterval(Duration.ofMillis(50)).atMost(Duration.ofSeconds(60));
    }
}
