package ee.cqrs.it.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.it.client.CommandQueue;
import ee.cqrs.it.client.RestClient;
import ee.cqrs.server.ServerInstance;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** A server is killed under load; each subclass has it on another database. */
abstract class CrashTest {

    private static final int ROUNDS = 3;
    private static final int OFFSET_TO_THE_TEST_SERVER = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final long seed = Long.getLong("cqrs.test.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Told told = new Told();
    private long lastBump;
    private ServerInstance server;
    private RestClient rest;

    @BeforeEach
    void start() throws Exception {
        Path base = Path.of(System.getProperty("cqrs.test.base")).resolveSibling("crash-server");
        server = ServerInstance.inPrivateBase(Path.of(System.getProperty("cqrs.test.home")), base)
                .portOffset(Integer.getInteger("cqrs.test.port-offset") + OFFSET_TO_THE_TEST_SERVER)
                .javaOption("-Xmx1g");
        configure(server);
        server.deploy(Path.of(System.getProperty("cqrs.test.ear")));
        rest = new RestClient(server.ports().http());
        startServer();
    }

    /** Tells the server where to keep its events. */
    abstract void configure(ServerInstance unstarted);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @Timeout(600)
    void givenLoadWhenTheServerIsKilledThenEveryAcknowledgedCommandIsThereExactlyOnce() throws Exception {
        System.out.println(getClass().getSimpleName() + ": to have the same commands again, -Dcqrs.test.seed=" + seed);
        List<SentCommand> first = new ArrayList<>(CommandMix.first());
        first.add(SentCommand.of("counter", JmsLoad.COUNTER, "ActivateCounter", "{\"initialValue\":0}"));
        told.answered(RestLoad.sendAll(rest, first));

        for (int round = 1; round <= ROUNDS; round++) {
            killUnderLoad();
            System.out.printf(
                    "%s: killed the server, round %d, %s%n", getClass().getSimpleName(), round, told);
            startServer();

            told.assertHeldBy(readLog());
            told.assertSameAnswersAgain(rest);
            Awaitility.await("what the broker took before the kill is done")
                    .atMost(PATIENCE)
                    .until(() -> told.isDoneIn(readLog()));
            told.assertDoneOnceIn(readLog());
            readLog().assertStatesEqualReplay(rest);
            assertThat(bumps(readLog().byAggregate().get("counter/" + JmsLoad.COUNTER)))
                    .as("the order of messages")
                    .isSorted();
        }
    }

    private void killUnderLoad() throws Exception {
        CommandQueue queue = CommandQueue.connect(server.ports().http(), server.credentials());
        FeedFollower follower = FeedFollower.start(rest, rest.head());
        JmsLoad jms = JmsLoad.start(queue, lastBump);
        RestLoad load = RestLoad.start(rest, random.nextLong());
        int enough = 200 + random.nextInt(400);
        Awaitility.await("enough accepted commands").atMost(PATIENCE).until(() -> load.accepted() >= enough);

        server.kill();

        told.answered(load.finish());
        List<JsonNode> shown = follower.finish();
        List<String> messages = jms.finish();
        assertThat(shown).as("events shown before the kill").isNotEmpty();
        assertThat(messages).as("messages taken before the kill").isNotEmpty();
        told.shown(shown);
        told.taken(messages);
        lastBump = jms.last();
    }

    private static List<Long> bumps(List<JsonNode> events) {
        return events.stream()
                .filter(event -> event.get("type").textValue().equals("CounterBumped"))
                .map(event -> event.at("/data/amount").longValue())
                .toList();
    }

    private EventLog readLog() throws Exception {
        return new EventLog(rest.feed(0));
    }

    private void startServer() throws Exception {
        server.start();
        server.awaitDeployed(PATIENCE);
    }
}
