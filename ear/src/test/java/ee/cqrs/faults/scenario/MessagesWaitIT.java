package ee.cqrs.faults.scenario;

import java.time.Duration;

import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.broker.BrokerControl;
import ee.cqrs.faults.broker.ManyMessages;
import ee.cqrs.server.Database;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Messages outlast a database that is away for longer than any of the broker's own limits. */
@FaultScenario
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the database is stopped by a signal")
class MessagesWaitIT {

    /** Longer than what the broker gives its transactions, and a message its attempts. */
    private static final Duration AWAY = Duration.ofMinutes(10);

    private static final Duration DONE = Duration.ofMinutes(5);

    @Test
    @Timeout(1_800)
    void givenWaitingMessagesWhenTheDatabaseIsAwayThenNoneIsGivenUpAndAllAreDoneInOrder() throws Exception {
        try (Scenario scenario =
                Scenario.named("database away with messages waiting").on(Database.POSTGRESQL)) {
            Node node = scenario.start();
            BrokerControl broker = new BrokerControl(node);
            ManyMessages messages = new ManyMessages(4_000, 80, 4, 0);
            messages.send(scenario.model(), node, "before-");
            broker.hold();
            messages.send(scenario.model(), node, "waiting-");

            scenario.database().postgres().fail();
            scenario.injected("database away for %d min".formatted(AWAY.toMinutes()));
            broker.release();
            scenario.mustBeDown(node);
            assertNoneIsGivenUp(scenario, broker, AWAY);

            scenario.database().postgres().comeBack();
            scenario.recovering(() -> broker.awaitDrained(DONE));
            assertNoneIsGivenUp(scenario, broker, Duration.ZERO);
            scenario.check(node);
        }
    }

    @Test
    @Timeout(1_800)
    void givenWaitingMessagesWhenTheBrokerIsStartedAgainAndAgainMeanwhileThenNoneIsGivenUp() throws Exception {
        try (Scenario scenario =
                Scenario.named("database away, broker stops meanwhile").on(Database.POSTGRESQL)) {
            Node node = scenario.start();
            BrokerControl broker = new BrokerControl(node);
            ManyMessages messages = new ManyMessages(2_000, 80, 4, 0);
            broker.hold();
            messages.send(scenario.model(), node, "waiting-");

            scenario.database().postgres().fail();
            scenario.injected("database away");
            broker.release();
            for (int round = 1; round <= 3; round++) {
                broker.stop();
                scenario.injected("the broker stops");
                Awaitility.await("the broker is back")
                        .atMost(DONE)
                        .ignoreExceptions()
                        .until(() -> broker.depth("Commands") > 0);
                assertNoneIsGivenUp(scenario, broker, Duration.ofSeconds(30));
            }

            scenario.database().postgres().comeBack();
            scenario.recovering(() -> broker.awaitDrained(DONE));
            assertNoneIsGivenUp(scenario, broker, Duration.ZERO);
            scenario.check(node);
        }
    }

    private static void assertNoneIsGivenUp(Scenario scenario, BrokerControl broker, Duration time) throws Exception {
        Awaitility.await("the time is over")
                .during(time)
                .atMost(time.plus(DONE))
                .until(() -> true);
        long letters = broker.depth("DLQ") + broker.depth("ExpiryQueue");
        if (letters > 0) {
            scenario.findings().wrong("%d commands were given up while the database was away", letters);
        }
    }
}
