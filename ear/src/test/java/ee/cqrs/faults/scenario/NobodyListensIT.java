package ee.cqrs.faults.scenario;

import java.time.Duration;

import jakarta.jms.Destination;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;

import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.broker.BrokerControl;
import ee.cqrs.faults.load.Messages;
import ee.cqrs.faults.load.MixedLoad;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.it.client.CommandQueue;
import ee.cqrs.server.Database;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Replies are wanted, and then nobody is there to take them. */
@FaultScenario
class NobodyListensIT {

    private static final int EACH = 500;

    /** Less than it takes to deliver a message again as often as the broker does before it gives up. */
    private static final Duration WITHOUT_REDELIVERY = Duration.ofSeconds(60);

    @Timeout(900)
    @ParameterizedTest
    @EnumSource(Database.class)
    void givenNobodyToTakeTheRepliesThenTheCommandsStandAndOthersAreNotDisturbed(Database database) throws Exception {
        try (Scenario scenario = Scenario.named("reply queue gone, sender gone").on(database)) {
            Node node = scenario.start();
            BrokerControl broker = new BrokerControl(node);
            MixedLoad load = scenario.load(node);
            load.awaitAccepted(100);
            replyQueueGone(scenario, node);
            senderGone(scenario, node);
            queueRemoved(scenario, node);
            load.awaitAccepted(100);
            load.stop();
            scenario.recovering(() -> broker.awaitDrained(WITHOUT_REDELIVERY));
            if (broker.depth("DLQ") > 0) {
                scenario.findings().wrong("%d commands lie among the dead letters", broker.depth("DLQ"));
            }
            // unread replies expire, and shall not fill a queue that nobody reads
            broker.expiryAddress("jms.tempqueue.any")
                    .ifPresent(address -> scenario.findings().wrong("unread replies are kept for ever in %s", address));
            scenario.check(node);
        }
    }

    private static void replyQueueGone(Scenario scenario, Node node) throws Exception {
        try (CommandQueue queue = node.connectQueue()) {
            TemporaryQueue gone = queue.jms().createTemporaryQueue();
            gone.delete();
            tell(scenario, queue, gone, "gone-");
            scenario.injected("%d commands whose reply queue is gone".formatted(EACH));
        }
    }

    /** It leaves without reading a reply; its temporary queue goes with it. */
    private static void senderGone(Scenario scenario, Node node) throws Exception {
        try (CommandQueue queue = node.connectQueue()) {
            tell(scenario, queue, queue.jms().createTemporaryQueue(), "left-");
        }
        scenario.injected("%d commands whose sender is gone".formatted(EACH));
    }

    /** Not a temporary one. */
    private static void queueRemoved(Scenario scenario, Node node) throws Exception {
        BrokerControl broker = new BrokerControl(node);
        try (CommandQueue queue = node.connectQueue()) {
            broker.add("Removed");
            Destination removed = queue.jms().createQueue("Removed");
            broker.remove("Removed");
            tell(scenario, queue, removed, "removed-");
            scenario.injected("%d commands whose reply queue an operator has removed".formatted(EACH));
        }
    }

    private static void tell(Scenario scenario, CommandQueue queue, Destination replies, String prefix)
            throws Exception {
        for (int i = 0; i < EACH; i++) {
            SentCommand command =
                    SentCommand.of("counter", prefix + i, "ActivateCounter", "{\"initialValue\":%d}".formatted(i));
            TextMessage message = Messages.of(queue, command);
            message.setJMSReplyTo(replies);
            scenario.model().sent(command);
            queue.tell(message);
            scenario.model().taken(command);
        }
    }
}
