package ee.cqrs.faults.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.bean.BadTally;
import ee.cqrs.faults.load.MixedLoad;
import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.faults.tally.Numbers;
import ee.cqrs.it.client.RestClient.Answer;
import ee.cqrs.server.Database;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The clock of a server goes back by an hour, while it runs and before it starts. This covers what asks {@code java.time} for
 * the time in the process of the server: the framework, and H2 with the leases in it. It does not cover
 * {@code System.currentTimeMillis}, which is compiled into its callers (the broker has its expiry from it), nor the clock of
 * a PostgreSQL. What ends after an hour or more (the retention of command ids) is left to the tests of its classes.
 */
@FaultScenario
class ClockIT {

    private static final String[] SHORT_TIMES = {
        "-Dcqrs.aggregate.attempt-limit=PT1S",
        "-Dcqrs.aggregate.crash-window=PT3S",
        "-Dcqrs.aggregate.idle-time=PT5S",
        "-Dcqrs.command.deadline=PT5S",
        "-Dcqrs.audit.root-interval=PT10S"
    };
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Duration HANG = Duration.ofSeconds(8);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration ALMOST_AN_HOUR = Duration.ofMinutes(50);
    private static final int ENOUGH = 200;

    @Timeout(1_800)
    @ParameterizedTest
    @EnumSource
    void givenLoadWhenTheClockGoesBackByAnHourThenEverythingGoesOn(Database database) throws Exception {
        try (Scenario scenario = Scenario.named("clock back by an hour").on(database)) {
            Node node = scenario.withCrashPoints().start(SHORT_TIMES);
            MixedLoad load = scenario.load(node);
            load.awaitAccepted(ENOUGH);
            String old = count(scenario, node, "old-" + UUID.randomUUID());
            awaitRoot(scenario, node);

            scenario.putClockBack(node);
            goesOn(scenario, node, old);
            load.awaitAccepted(ENOUGH);
            node.kill();
            load.finish();

            scenario.recovering(() -> {
                node.server().start();
                scenario.putClockBack(node); // before anything of ours runs
                node.awaitDeployed();
                scenario.awaitWorking(node);
            });
            load = scenario.load(node);
            goesOn(scenario, node, old);
            load.awaitAccepted(ENOUGH);
            load.stop();
            mustPassivate(scenario, node);
            scenario.check(node);

            node.kill();
            scenario.injected("the clock is right again");
            scenario.restart(node);
            count(scenario, node, old);
            mustFollow(scenario, node);
            scenario.check(node);
        }
    }

    private static void goesOn(Scenario scenario, Node node, String old) throws Exception {
        String young = count(scenario, node, "young-" + UUID.randomUUID());
        count(scenario, node, old);
        mustNotDecrease(scenario, node.rest().events("tally", old));
        Instant time = timestamps(node.rest().events("tally", young)).get(0);
        if (time.isAfter(Instant.now().minus(ALMOST_AN_HOUR))) {
            scenario.findings().wrong("the clock was not put back: %s", time);
        }
        awaitRoot(scenario, node);
        mustFollow(scenario, node);
        hang(scenario, node);
    }

    private static String count(Scenario scenario, Node node, String id) {
        Answered answer = SentCommand.of("tally", id, "CountTo", "{\"last\":3}").send(node.rest());
        scenario.model().answered(answer);
        if (!answer.accepted()) {
            scenario.findings().wrong("tally/%s is answered by %d %s", id, answer.status(), answer.body());
        }
        return id;
    }

    /** In a stream that is older than the clock says, time stands still. */
    private static void mustNotDecrease(Scenario scenario, List<JsonNode> events) {
        List<Instant> timestamps = timestamps(events);
        if (!timestamps.equals(timestamps.stream().sorted().toList())) {
            scenario.findings().wrong("the timestamps of a stream decrease: %s", timestamps);
        }
    }

    private static List<Instant> timestamps(List<JsonNode> events) {
        return events.stream()
                .map(event -> Instant.parse(event.at("/meta/timestamp").textValue()))
                .toList();
    }

    /** Until now. */
    private static void awaitRoot(Scenario scenario, Node node) throws Exception {
        long head = node.rest().head();
        await(scenario, "the root hash is recorded", () -> node.rest().lastRoot() >= head);
    }

    private static void mustFollow(Scenario scenario, Node node) {
        await(
                scenario,
                "the subscription has caught up",
                () -> node.rest().subscription(Numbers.NAME).get("lag").longValue() == 0);
    }

    private static void mustPassivate(Scenario scenario, Node node) {
        await(scenario, "idle aggregates leave memory", () -> node.healthInWords()
                .replace(" ", "")
                .contains("\"inMemory\":0"));
    }

    /** Deadlines, limits and windows are as long as ever. */
    private static void hang(Scenario scenario, Node node) throws Exception {
        BadTally tally = new BadTally(scenario, node);
        tally.counts(3);
        long start = System.nanoTime();
        CompletableFuture<Answer> answer = tally.hangs(HANG);
        Answer told = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        if (told.status() != 503 || time.compareTo(DEADLINE.multipliedBy(2)) > 0) {
            scenario.findings().wrong("a command that hangs is answered after %s with %s", time, told);
        }
        tally.counts(3);
    }

    private interface Question {
        boolean isTrue() throws Exception;
    }

    private static void await(Scenario scenario, String what, Question question) {
        try {
            Awaitility.await(what).atMost(PATIENCE).until(question::isTrue);
        } catch (ConditionTimeoutException e) {
            scenario.findings().wrong("within %s it is not true that %s", PATIENCE, what);
        }
    }
}
