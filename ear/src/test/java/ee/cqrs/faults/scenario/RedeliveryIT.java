package ee.cqrs.faults.scenario;

import java.time.Duration;

import jakarta.jms.JMSConsumer;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;

import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.broker.BrokerControl;
import ee.cqrs.faults.crash.Armed;
import ee.cqrs.faults.crash.CrashPoint;
import ee.cqrs.faults.load.Messages;
import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.it.client.CommandQueue;
import ee.cqrs.it.client.Reply;
import ee.cqrs.server.Database;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The broker delivers a message again whose command is durable already. */
@FaultScenario
class RedeliveryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration NO_MORE = Duration.ofSeconds(3);

    /** Not temporary, so that it outlives the broker. Clients may read it. */
    private static final String REPLIES = "RejectedCommands";

    @Timeout(900)
    @ParameterizedTest
    @EnumSource(Database.class)
    void givenACommandThatIsDurableWhenItsMessageIsDeliveredAgainThenItHasOneEffectAndOneAnswer(Database database)
            throws Exception {
        try (Scenario scenario =
                Scenario.named("redelivery of a processed command").on(database).withCrashPoints()) {
            Node node = scenario.start();
            BrokerControl broker = new BrokerControl(node);
            SentCommand bump = SentCommand.of("counter", "redelivered", "ActivateCounter", "{\"initialValue\":7}");
            Armed armed = scenario.arm(node, CrashPoint.AFTER_COMMIT_BEFORE_ACKNOWLEDGE);
            scenario.model().sent(bump);
            try (CommandQueue queue = node.connectQueue()) {
                TextMessage message = Messages.of(queue, bump);
                message.setJMSReplyTo(queue.jms().createQueue(REPLIES));
                message.setJMSCorrelationID(bump.commandId());
                queue.tell(message);
                armed.awaitReached();
            }

            broker.stop();
            scenario.injected("the broker stops before the acknowledge");
            scenario.recovering(() -> {
                scenario.mustBeDown(node);
                broker.awaitServing(scenario.model());
            });
            broker.awaitDrained(PATIENCE);
            hearOneAnswer(scenario, node, bump);
            scenario.check(node);
        }
    }

    private static void hearOneAnswer(Scenario scenario, Node node, SentCommand bump) throws Exception {
        try (CommandQueue queue = node.connectQueue()) {
            Queue replies = queue.jms().createQueue(REPLIES);
            try (JMSConsumer consumer =
                    queue.jms().createConsumer(replies, "JMSCorrelationID = '%s'".formatted(bump.commandId()))) {
                Message answer = consumer.receive(PATIENCE.toMillis());
                if (answer == null) {
                    scenario.findings().lost("the answer to %s", bump);
                }
                while (answer != null) { // each time that the message is delivered, and always the same
                    Reply reply = Reply.of(answer);
                    scenario.model().answered(new Answered(bump, reply.status(), reply.body()));
                    answer = consumer.receive(NO_MORE.toMillis());
                }
            }
        }
    }
}
