package ee.cqrs.faults.scenario;

import java.time.Duration;
import java.util.List;

import jakarta.jms.Message;

import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.broker.BrokerControl;
import ee.cqrs.faults.broker.ManyMessages;
import ee.cqrs.it.client.CommandQueue;
import ee.cqrs.server.Database;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A long queue, in which some messages cannot be handled. */
@FaultScenario
class ManyMessagesIT {

    private static final Duration DONE = Duration.ofMinutes(20);

    @Timeout(3_600)
    @ParameterizedTest
    @EnumSource(Database.class)
    void givenManyWaitingCommandsWithPoisonAmongThemThenAllAreDoneInOrderAndThePoisonIsSetAsideWithItsReason(
            Database database) throws Exception {
        try (Scenario scenario =
                Scenario.named("100,000 queued commands with poison").on(database)) {
            ManyMessages messages = new ManyMessages(100_000, 200, 4, 100);
            Node node = scenario.start();
            BrokerControl broker = new BrokerControl(node);
            broker.hold();
            int poison = messages.send(scenario.model(), node, "queued-");
            scenario.injected("%d commands queued, %d poison messages".formatted(messages.count() - poison, poison));

            scenario.recovering(() -> {
                broker.release();
                broker.awaitDrained(DONE);
            });
            assertReasons(scenario, node, poison);
            scenario.check(node);
        }
    }

    @Timeout(3_600)
    @ParameterizedTest
    @EnumSource(Database.class)
    void givenManyWaitingCommandsWhenTheBrokerStopsAmongThemThenEachHasOneEffectInOrder(Database database)
            throws Exception {
        try (Scenario scenario =
                Scenario.named("broker stops with a long queue").on(database)) {
            ManyMessages messages = new ManyMessages(10_000, 40, 4, 0);
            Node node = scenario.start();
            BrokerControl broker = new BrokerControl(node);
            broker.hold();
            messages.send(scenario.model(), node, "queued-");
            broker.release();
            for (int round = 1; round <= 3 && broker.depth("Commands") > 1_000; round++) {
                broker.stop();
                scenario.injected("the broker stops");
                scenario.recovering(() -> {
                    scenario.mustBeDown(node);
                    broker.awaitServing(scenario.model());
                });
            }
            broker.awaitDrained(DONE);
            scenario.check(node);
        }
    }

    /** Each poison message lies there once, and says why. */
    private static void assertReasons(Scenario scenario, Node node, int poison) throws Exception {
        try (CommandQueue queue = node.connectQueue()) {
            List<Message> letters = queue.deadLetters();
            for (Message letter : letters) {
                if (letter.getStringProperty("reason") == null) {
                    scenario.findings().wrong("the dead letter %s has no reason", letter.getJMSMessageID());
                }
            }
            if (letters.size() != poison) {
                scenario.findings().wrong("%d dead letters of %d poison messages", letters.size(), poison);
            }
        }
    }
}
