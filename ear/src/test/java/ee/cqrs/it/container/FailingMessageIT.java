package ee.cqrs.it.container;

import java.time.Duration;

import jakarta.annotation.Resource;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.store.RecordedEvent;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Messages whose commands fail: what passes is waited for in order, what does not ends in the dead-letter queue. */
@ExtendWith(ArquillianExtension.class)
class FailingMessageIT extends ContainerTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Resource(lookup = "java:/ConnectionFactory")
    ConnectionFactory connections;

    @Resource(lookup = "java:/jms/queue/Commands")
    Queue commands;

    @Resource(lookup = "java:/jms/queue/DLQ")
    Queue deadLetters;

    @Resource(lookup = "java:/jms/queue/RejectedCommands")
    Queue rejectedCommands;

    @Deployment
    static EnterpriseArchive ear() {
        return TestEar.with(FailingMessageIT.class);
    }

    @Test
    void a_command_that_keeps_crashing_goes_to_the_dead_letter_queue_with_its_reason() throws JMSException {
        String id = newId();
        add(id, 5);
        sendMessage(id, "Crash", "{}");

        Message dead = deadLetter(id);

        assertThat(dead.getStringProperty("reason")).contains("probe/" + id + " crashed");
        assertThat(dead.getStringProperty("problem")).isEqualTo("internal");
        assertThat(dead.getIntProperty("status")).isEqualTo(500);
        assertThat(dead.getBody(String.class)).isEqualTo("{}");
        assertSound(id, 5);
    }

    @Test
    void a_command_that_overflows_the_stack_goes_to_the_dead_letter_queue_after_its_tries() throws JMSException {
        String id = newId();
        add(id, 5);
        sendMessage(id, "Overflow", "{}");

        assertThat(deadLetter(id).getStringProperty("reason")).contains("probe/" + id + " crashed");
        assertSound(id, 5);
    }

    @Test
    void a_message_behind_one_that_crashes_is_handled_after_it() throws JMSException {
        String id = newId();
        add(id, 5);
        sendMessage(id, "Crash", "{}");
        sendMessage(id, "Add", "{\"amount\":10}");

        assertThat(deadLetter(id)).isNotNull();
        await().atMost(LIMIT).until(() -> sum(id) == 15);
        assertSound(id, 15);
    }

    @Test
    void a_failed_commit_costs_no_dead_letter_the_command_is_sent_again_and_has_one_effect() {
        String id = newId();
        add(id, 5);
        CommitFailure.NEXT.set(2);
        sendMessage(id, "Add", "{\"amount\":10}");

        await().atMost(LIMIT).until(() -> sum(id) == 15);
        assertSound(id, 15);
    }

    @Test
    void a_message_that_is_delivered_again_is_so_after_a_pause_and_those_behind_it_do_not_overtake_it() {
        String id = newId();
        long start = System.nanoTime();
        sendMessage(id, "Add", "{\"amount\":1}", DeliveryFailure.FAILURES, 2);
        sendMessage(id, "Add", "{\"amount\":2}");
        sendMessage(id, "Add", "{\"amount\":3}");

        await().atMost(LIMIT).until(() -> sum(id) == 6);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(500 + 1_000));
        assertThat(store.events(new AggregateId("probe", id), -1, 10))
                .extracting(RecordedEvent::data)
                .containsExactly("{\"amount\":1}", "{\"amount\":2}", "{\"amount\":3}");
    }

    @Test
    void a_dead_letter_whose_message_is_delivered_again_has_no_double() {
        assertOneCopy(deadLetters, "Unknown", "{}");
    }

    @Test
    void a_refusal_whose_message_is_delivered_again_has_no_double() {
        assertOneCopy(rejectedCommands, "Add", "{\"amount\":0}");
    }

    private void assertOneCopy(Queue queue, String command, String body) {
        String id = newId();
        sendMessage(id, command, body, AcknowledgeFailure.FAILURES, 2);

        await().atMost(LIMIT).until(() -> AcknowledgeFailure.COPIES.getOrDefault(id, 0) == 3);

        assertThat(copy(queue, id, LIMIT)).as("the copy").isNotNull();
        assertThat(copy(queue, id, Duration.ofMillis(1))).as("its double").isNull();
    }

    private void sendMessage(String id, String command, String body) {
        sendMessage(id, command, body, DeliveryFailure.FAILURES, 0);
    }

    private void sendMessage(String id, String command, String body, String failing, int failures) {
        try (JMSContext jms = connections.createContext()) {
            TextMessage message = jms.createTextMessage(body);
            message.setStringProperty("aggregateType", "probe");
            message.setStringProperty("aggregateId", id);
            message.setStringProperty("command", command);
            message.setIntProperty(failing, failures);
            message.setStringProperty("JMSXGroupID", "probe/" + id);
            jms.createProducer().send(commands, message);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private Message deadLetter(String id) {
        return copy(deadLetters, id, LIMIT);
    }

    private Message copy(Queue queue, String id, Duration limit) {
        try (JMSContext jms = connections.createContext();
                var consumer = jms.createConsumer(queue, "aggregateId = '" + id + "'")) {
            return consumer.receive(limit.toMillis());
        }
    }
}
