package ee.cqrs.faults.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.life.Jvm;
import ee.cqrs.faults.life.WallClock;
import ee.cqrs.faults.load.MixedLoad;
import ee.cqrs.faults.model.EventLog;
import ee.cqrs.server.Database;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody puts the clock of a running server back by an hour. */
@FaultScenario
class ClockIT {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration IDLE = Duration.ofSeconds(60);

    @Timeout(900)
    @ParameterizedTest
    @EnumSource
    void givenLoadWhenTheClockIsPutBackThenWorkGoesOnAndTimesNeverDecrease(Database database) throws Exception {
        try (Scenario scenario = Scenario.named("clock back by an hour").on(database)) {
            Node node = scenario.node(1, "-Dcqrs.aggregate.idle-time=PT2S");
            WallClock clock = WallClock.fastBy(HOUR, node.server());
            node.start();
            MixedLoad load = scenario.load(node);
            load.awaitAccepted(300);
            mustBeFast(scenario, node);

            clock.putRight();
            scenario.injected("clock back by an hour");
            load.awaitAccepted(500);
            load.stop();
            timesMustNotDecrease(scenario, node);
            mustLeaveMemory(scenario, node);
            scenario.check(node);
        }
    }

    /** Else nothing is tried out here. */
    private static void mustBeFast(Scenario scenario, Node node) throws Exception {
        List<JsonNode> log = node.rest().feed(0);
        Instant last = time(log.get(log.size() - 1));
        if (last.isBefore(Instant.now().plus(HOUR.dividedBy(2)))) {
            scenario.findings().wrong("the clock of %s is not fast: %s", node, last);
        }
    }

    private static void timesMustNotDecrease(Scenario scenario, Node node) throws Exception {
        for (List<JsonNode> stream :
                new EventLog(node.rest().feed(0)).byAggregate().values()) {
            for (int i = 1; i < stream.size(); i++) {
                if (time(stream.get(i)).isBefore(time(stream.get(i - 1)))) {
                    scenario.findings().wrong("%s is older than the one before it", EventLog.named(stream.get(i)));
                }
            }
        }
    }

    /** What is idle goes, though no hour has passed. */
    private static void mustLeaveMemory(Scenario scenario, Node node) throws Exception {
        Jvm jvm = new Jvm(node);
        try {
            Awaitility.await()
                    .atMost(IDLE)
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> jvm.instances("ee.cqrs.registry.LiveAggregate") == 0);
        } catch (ConditionTimeoutException e) {
            scenario.findings().wrong("idle aggregates are still in memory after %s", IDLE);
        }
    }

    private static Instant time(JsonNode event) {
        return Instant.parse(event.at("/meta/timestamp").textValue());
    }
}
