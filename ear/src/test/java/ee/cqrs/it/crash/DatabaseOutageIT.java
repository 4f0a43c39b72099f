package ee.cqrs.it.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.jms.TextMessage;

import ee.cqrs.it.client.CommandQueue;
import ee.cqrs.it.client.Postgres;
import ee.cqrs.it.client.RestClient;
import ee.cqrs.it.crash.SentCommand.Answered;
import ee.cqrs.server.ServerInstance;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the database is stopped by a signal")
class DatabaseOutageIT {

    private static final int ROUNDS = 2;
    private static final int ENOUGH = 200;
    private static final int REFUSALS = 50;
    private static final int MESSAGES = 50;

    /** For all refusals; no caller is kept waiting for a database that is not there. */
    private static final Duration AT_ONCE = Duration.ofSeconds(20);

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final long seed = Long.getLong("cqrs.test.seed", System.nanoTime());
    private final Told told = new Told();
    private Postgres postgres;
    private ServerInstance server;
    private RestClient rest;

    @BeforeEach
    void start() throws Exception {
        postgres = Postgres.start();
        Path base = Path.of(System.getProperty("cqrs.test.base")).resolveSibling("outage-server");
        server = ServerInstance.inPrivateBase(Path.of(System.getProperty("cqrs.test.home")), base)
                .portOffset(Integer.getInteger("cqrs.test.port-offset") + 100)
                .javaOption("-Xmx1g");
        postgres.serve(server, postgres.createDatabase());
        server.deploy(Path.of(System.getProperty("cqrs.test.ear")));
        rest = new RestClient(server.ports().http());
        server.start();
        server.awaitDeployed(PATIENCE);
    }

    @AfterEach
    void stop() {
        server.close();
        postgres.close();
    }

    @Test
    @Timeout(300)
    void givenLoadWhenTheDatabaseFailsAndComesBackThenNothingFalseIsToldAndTheServerGoesOnByItself() throws Exception {
        System.out.println("DatabaseOutageIT: to have the same commands again, -Dcqrs.test.seed=" + seed);
        List<SentCommand> first = new ArrayList<>(CommandMix.first());
        first.add(SentCommand.of("counter", JmsLoad.COUNTER, "ActivateCounter", "{\"initialValue\":0}"));
        told.answered(RestLoad.sendAll(rest, first));

        for (int round = 1; round <= ROUNDS; round++) {
            failUnderLoad(round);
            System.out.printf("DatabaseOutageIT: round %d, %s%n", round, told);

            told.assertHeldBy(readLog());
            told.assertSameAnswersAgain(rest);
            Awaitility.await("what the broker took is done").atMost(PATIENCE).until(() -> told.isDoneIn(readLog()));
            told.assertDoneOnceIn(readLog());
            readLog().assertStatesEqualReplay(rest);
        }
    }

    private void failUnderLoad(int round) throws Exception {
        try (CommandQueue queue = CommandQueue.connect(server.ports().http(), server.credentials())) {
            RestLoad load = RestLoad.start(rest, seed + round);
            await("enough accepted commands", load, ENOUGH);

            postgres.fail();
            Awaitility.await("refusals without delay").atMost(AT_ONCE).until(() -> load.refused() >= REFUSALS);
            int accepted = load.accepted();
            told.taken(sendMessages(queue, round));
            assertThat(load.accepted()).as("accepted without a database").isEqualTo(accepted);

            postgres.comeBack();
            await("commands are accepted again", load, accepted + ENOUGH);
            List<Answered> answers = load.stop();
            assertThat(answers).extracting(Answered::status).isSubsetOf(200, 422, 503, 504);
            told.answered(answers);
        }
    }

    private static void await(String what, RestLoad load, int accepted) {
        Awaitility.await(what).atMost(PATIENCE).until(() -> load.accepted() >= accepted);
    }

    private static List<String> sendMessages(CommandQueue queue, int round) throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 1; i <= MESSAGES; i++) {
            TextMessage message = queue.command(
                    "counter", JmsLoad.COUNTER, "BumpCounterBy", "{\"amount\":%d}".formatted(round * MESSAGES + i));
            queue.tell(message);
            ids.add(message.getJMSMessageID());
        }
        return ids;
    }

    private EventLog readLog() throws Exception {
        return new EventLog(rest.feed(0));
    }
}
