package ee.cqrs.faults.scenario;

import java.time.Duration;

import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.life.Connections;
import ee.cqrs.faults.life.Latency;
import ee.cqrs.faults.life.SlowBodies;
import ee.cqrs.server.Database;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many hold connections and send nothing, or next to nothing; those who work notice nothing of it. */
@FaultScenario
class ConnectionsIT {

    private static final int IDLE = 10_000;
    private static final int SLOW = 500;

    /** After a minute without a request the server closes a connection. */
    private static final Duration CLOSED = Duration.ofSeconds(90);

    /** On a machine that is busy with other things. */
    private static final Duration NORMAL = Duration.ofMillis(500);

    @Test
    @Timeout(900)
    void givenTenThousandIdleConnectionsThenOthersAreServedAsEverAndTheIdleOnesAreClosed() throws Exception {
        try (Scenario scenario = Scenario.named("10,000 idle connections").on(Database.H2)) {
            Node node = scenario.start();
            Duration before = Latency.of(scenario, node);
            try (Connections idle = Connections.open(node, IDLE)) {
                long open = idle.open();
                scenario.injected("%d idle connections".formatted(open));
                mustBeNormal(scenario, before, Latency.of(scenario, node));
                awaitClosed(scenario, idle);
            }
            scenario.check(node);
        }
    }

    @Test
    @Timeout(900)
    void givenBodiesThatComeByteByByteThenOthersAreServedAsEver() throws Exception {
        try (Scenario scenario = Scenario.named("500 slow bodies").on(Database.H2)) {
            Node node = scenario.start();
            Duration before = Latency.of(scenario, node);
            try (SlowBodies slow = SlowBodies.begin(scenario, node, SLOW / SlowBodies.Kind.values().length)) {
                scenario.injected("%d slow bodies".formatted(SLOW));
                mustBeNormal(scenario, before, Latency.of(scenario, node));
                slow.finish();
            }
            scenario.check(node);
        }
    }

    private static void mustBeNormal(Scenario scenario, Duration before, Duration now) {
        System.out.printf(
                "one in twenty waits longer than %d ms, before it was %d ms%n", now.toMillis(), before.toMillis());
        if (now.compareTo(before.plus(NORMAL)) > 0) {
            scenario.findings().wrong("one in twenty waits longer than %s, before it was %s", now, before);
        }
    }

    private static void awaitClosed(Scenario scenario, Connections idle) {
        try {
            Awaitility.await()
                    .atMost(CLOSED)
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> idle.open() == 0);
        } catch (ConditionTimeoutException e) {
            scenario.findings().wrong("after %s %d idle connections are still open", CLOSED, idle.open());
        }
    }
}
