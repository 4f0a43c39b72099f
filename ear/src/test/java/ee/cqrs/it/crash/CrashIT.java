package ee.cqrs.it.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.it.client.CommandQueue;
import ee.cqrs.it.client.RestClient;
import ee.cqrs.it.crash.SentCommand.Answered;
import ee.cqrs.server.ServerInstance;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

class CrashIT {

    private static final int ROUNDS = 3;
    private static final int OFFSET_TO_THE_TEST_SERVER = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final long seed = Long.getLong("cqrs.test.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private ServerInstance server;
    private RestClient rest;

    /** All that clients were ever told. */
    private final List<Answered> answers = new ArrayList<>();

    private final List<JsonNode> shown = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        Path base = Path.of(System.getProperty("cqrs.test.base")).resolveSibling("crash-server");
        server = ServerInstance.inPrivateBase(Path.of(System.getProperty("cqrs.test.home")), base)
                .portOffset(Integer.getInteger("cqrs.test.port-offset") + OFFSET_TO_THE_TEST_SERVER)
                .javaOption("-Xmx1g");
        server.deploy(Path.of(System.getProperty("cqrs.test.ear")));
        rest = new RestClient(server.ports().http());
        startServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @Timeout(600)
    void givenLoadWhenTheServerIsKilledThenEveryAcknowledgedCommandIsThereExactlyOnce() throws Exception {
        System.out.println("CrashIT: to have the same load again, -Dcqrs.test.seed=" + seed);
        List<SentCommand> first = new ArrayList<>(CommandMix.first());
        first.add(SentCommand.of("counter", JmsLoad.COUNTER, "ActivateCounter", "{\"initialValue\":0}"));
        answers.addAll(RestLoad.sendAll(rest, first));
        long lastBump = 0;

        for (int round = 1; round <= ROUNDS; round++) {
            List<Answered> inRound = new ArrayList<>();
            lastBump = killUnderLoad(round, lastBump, inRound);
            answers.addAll(inRound);
            startServer();

            EventLog log = readLog();
            log.assertDense();
            log.assertStillHolds(shown);
            log.assertHoldsOnce(answers);

            assertTheSameAnswersAgain(inRound);
            Awaitility.await("what the broker took before the kill is done")
                    .atMost(PATIENCE)
                    .until(() -> readLog().holdsAll(messages));
            assertExactlyOnce(readLog());
        }
    }

    private long killUnderLoad(int round, long lastBump, List<Answered> inRound) throws Exception {
        CommandQueue queue = CommandQueue.connect(server.ports().http(), server.credentials());
        FeedFollower follower = FeedFollower.start(rest, rest.head());
        JmsLoad jms = JmsLoad.start(queue, lastBump);
        RestLoad load = RestLoad.start(rest, random.nextLong());
        int enough = 200 + random.nextInt(1_000);
        Awaitility.await("enough accepted commands").atMost(PATIENCE).until(() -> load.accepted() >= enough);

        server.kill();

        inRound.addAll(load.finish());
        shown.addAll(follower.finish());
        messages.addAll(jms.finish());
        System.out.printf(
                "CrashIT: round %d, killed after %d accepted commands, %d in doubt, %d events shown, %d messages%n",
                round,
                load.accepted(),
                inRound.stream().filter(Answered::inDoubt).count(),
                shown.size(),
                messages.size());
        assertThat(messages).as("messages before the kill").isNotEmpty();
        assertThat(shown).as("events shown before the kill").isNotEmpty();
        return jms.last();
    }

    /** Accepted commands get their first answer; those in doubt are settled. */
    private void assertTheSameAnswersAgain(List<Answered> inRound) throws Exception {
        List<Answered> repeatable =
                inRound.stream().filter(answer -> !answer.rejected()).toList();
        List<Answered> again = RestLoad.sendAll(
                rest, repeatable.stream().map(Answered::command).toList());
        for (int i = 0; i < again.size(); i++) {
            assertThat(again.get(i).inDoubt())
                    .as("still in doubt: %s", again.get(i))
                    .isFalse();
            if (repeatable.get(i).accepted()) {
                assertThat(again.get(i).body())
                        .as("the answer to %s", again.get(i).command())
                        .isEqualTo(repeatable.get(i).body());
            }
        }
        answers.removeIf(Answered::inDoubt);
        again.stream().filter(answer -> !answers.contains(answer)).forEach(answers::add);
    }

    private void assertExactlyOnce(EventLog log) throws Exception {
        log.assertDense();
        log.assertNothingTwice();
        log.assertHoldsOnce(answers);
        log.assertHoldsOneEventOfEach(messages);
        Map<String, List<JsonNode>> streams = log.byAggregate();
        assertThat(bumps(streams.get("counter/" + JmsLoad.COUNTER)))
                .as("the order of messages")
                .isSorted();
        for (List<JsonNode> events : streams.values()) {
            JsonNode meta = events.get(0).get("meta");
            JsonNode live = rest.state(
                            meta.get("type").textValue(), meta.get("id").textValue())
                    .body();
            assertThat(live.get("state")).as("state of %s", meta).isEqualTo(ReplayedState.of(events));
            assertThat(live.at("/meta/index").intValue()).isEqualTo(events.size() - 1);
        }
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
