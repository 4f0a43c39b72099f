package ee.cqrs.it.order;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.faults.model.EventLog;
import ee.cqrs.it.client.CommandQueue;
import ee.cqrs.it.client.JavaOptions;
import ee.cqrs.it.client.Postgres;
import ee.cqrs.it.client.Reply;
import ee.cqrs.it.client.RestClient;
import ee.cqrs.it.client.ServerJava;
import ee.cqrs.server.ServerInstance;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What one server does on PostgreSQL as on H2; the fault suite is about failures. */
class PostgresServerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final int QUEUE_LIMIT = 3;
    private static final String WAITERS = """
            select count(*) from pg_stat_activity
             where wait_event_type = 'Lock' and query like '%update journal set head = head +%'
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private Postgres postgres;
    private String database;
    private ServerInstance server;
    private RestClient rest;

    @AfterEach
    void stop() {
        server.close();
        postgres.close();
    }

    @Test
    @Timeout(300)
    void givenCommandsOfEveryEntranceWhenTheServerIsStartedAgainThenAllOfThemAreThere() throws Exception {
        prepare("on");
        server.javaOption("-Dcqrs.journal.queue-limit=" + QUEUE_LIMIT).javaOption("-Dcqrs.command.deadline=PT5S");
        startServer();
        assertThat(rest.send("counter", "a", "ActivateCounter", "{\"initialValue\":5}")
                        .status())
                .isEqualTo(200);
        assertBatchIsAccepted();
        assertMessageIsAccepted();
        JsonNode state = rest.state("counter", "a").body();
        EventLog log = new EventLog(rest.feed(0));

        server.stop();
        startServer();

        Logs.assertSound(log, List.of());
        assertThat(log.events()).hasSize(5);
        assertThat(new EventLog(rest.feed(0))).isEqualTo(log);
        assertThat(rest.state("counter", "a").body()).isEqualTo(state);
        assertThat(state.at("/state/value").intValue()).isEqualTo(5 + 1 + 2 + 3 + 4);
        JsonNode next = rest.send("counter", "a", "BumpCounter", "{}").body();
        assertThat(next.get("position").intValue()).isEqualTo(6);
        assertThat(next.at("/aggregate/index").intValue()).isEqualTo(5);
        assertThatWhoIsLateAndWhoIsTooManyAreToldWhenToTryAgain();
    }

    /** Somebody has the journal: one command is being saved, as many as may wait behind it, and one more comes. */
    private void assertThatWhoIsLateAndWhoIsTooManyAreToldWhenToTryAgain() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        try (Connection other = postgres.connect(database);
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("update journal set head = head where id = 1");
            answers.add(activate("late-0"));
            Awaitility.await("the journal is waited for").until(() -> postgres.number(database, WAITERS) == 1);
            for (int i = 1; i <= QUEUE_LIMIT + 1; i++) {
                answers.add(activate("late-" + i));
            }
            answers.forEach(CompletableFuture::join);
            other.rollback();
        }
        assertThat(answers)
                .extracting(answer -> answer.join().headers().firstValue("Retry-After"))
                .containsOnly(Optional.of("1"));
        assertThat(answers)
                .extracting(answer -> answer.join().statusCode())
                .startsWith(504)
                .containsOnlyOnce(503)
                .containsOnly(503, 504);
        for (int i = 0; i < answers.size(); i++) {
            HttpResponse<String> again = activate("late-" + i).join();
            assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        }
    }

    private CompletableFuture<HttpResponse<String>> activate(String id) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/cqrs/api/aggregates/counter/%s/commands/ActivateCounter"
                                .formatted(server.ports().http(), id)))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", id)
                .POST(BodyPublishers.ofString("{\"initialValue\":0}"))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString());
    }

    @Test
    @Timeout(300)
    void givenADatabaseThatLosesCommitsThenTheEarIsRefusedUnlessThatIsAllowed() throws Exception {
        prepare("off");

        assertThatThrownBy(this::startServer)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("fsync is off")
                .hasMessageContaining("cqrs.store.allow-data-loss");

        server.stop();
        server.javaOption("-Dcqrs.store.allow-data-loss=true");
        startServer();
        assertThat(rest.send("counter", "a", "ActivateCounter", "{\"initialValue\":0}")
                        .status())
                .isEqualTo(200);
    }

    private void assertBatchIsAccepted() throws Exception {
        String bump = "{\"type\":\"counter\",\"id\":\"a\",\"command\":\"BumpCounterBy\",\"data\":{\"amount\":%d}}";
        RestClient.Answer batch =
                rest.batch("[%s,%s,%s]".formatted(bump.formatted(1), bump.formatted(2), bump.formatted(3)));
        assertThat(batch.status()).isEqualTo(200);
        assertThat(batch.body()).hasSize(3).allSatisfy(outcome -> assertThat(
                        outcome.get("status").intValue())
                .isEqualTo(200));
    }

    private void assertMessageIsAccepted() throws Exception {
        try (CommandQueue queue = CommandQueue.connect(server.ports().http(), server.credentials())) {
            for (String body : List.of("{\"amount\":4}", "{\"amount\":0}")) {
                Reply reply = queue.ask(queue.command("counter", "a", "BumpCounterBy", body));
                assertThat(reply.status()).isEqualTo(body.contains("0") ? 422 : 200);
            }
        }
    }

    private void prepare(String fsync) throws Exception {
        postgres = Postgres.start(fsync);
        Path base = Path.of(System.getProperty("cqrs.test.base")).resolveSibling("postgres-server");
        server = ServerInstance.inPrivateBase(Path.of(System.getProperty("cqrs.test.home")), base)
                .javaHome(ServerJava.home())
                .portOffset(Integer.getInteger("cqrs.test.port-offset") + 200)
                .javaOption("-Xmx512m");
        JavaOptions.START_FAST.forEach(server::javaOption);
        database = postgres.createDatabase();
        postgres.serve(server, database);
        server.deploy(Path.of(System.getProperty("cqrs.test.ear")));
        rest = new RestClient(server.ports().http());
    }

    private void startServer() throws Exception {
        server.start();
        server.awaitDeployed(PATIENCE);
    }
}
