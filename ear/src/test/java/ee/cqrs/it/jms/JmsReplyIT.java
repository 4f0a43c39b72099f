package ee.cqrs.it.jms;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.cqrs.it.client.Reply;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JmsReplyIT extends JmsEntrance {

    private static final long FIVE_MINUTES = 300_000;

    @Test
    void givenReplyToWhenACommandIsAcceptedThenTheReplySaysWhatHappened() throws JMSException {
        String id = freshId();

        Reply reply = queue.ask(queue.command("account", id, "OpenAccount", """
                {"owner":"Ada","currency":"EUR","overdraftLimit":100.50}"""));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().get("status").intValue()).isEqualTo(200);
        assertThat(reply.body().get("aggregate")).isEqualTo(Reply.json("""
                        {"type":"account","id":"%s","index":0}""".formatted(id)));
        assertThat(reply.body().at("/events/0/type").textValue()).isEqualTo("AccountOpened");
        assertThat(reply.body().at("/events/0/data")).isEqualTo(Reply.json("""
                        {"owner":"Ada","currency":"EUR","overdraftLimit":100.50}"""));
        assertThat(reply.body().get("position")).isEqualTo(reply.meta().get("position"));
    }

    @Test
    void whenTheSameCommandIsRepeatedOverHttpThenTheAnswerIsTheSameJson() throws Exception {
        String id = freshId();
        TextMessage message = queue.command("counter", id, "ActivateCounter", "{\"initialValue\":7}");
        message.setStringProperty("commandId", id);

        Reply overJms = queue.ask(message);
        JsonNode overHttp = rest.send("counter", id, "ActivateCounter", "{\"initialValue\":7}", id)
                .body();

        assertThat(((ObjectNode) overJms.body()).without("status").toString())
                .as("JMS and HTTP answer the same, but for the status")
                .isEqualTo(overHttp.toString());
    }

    @Test
    void thenTheReplyIsNonPersistentExpiresAndIsCorrelatedByTheMessageId() throws JMSException {
        TextMessage message = queue.command("counter", freshId(), "ActivateCounter", "{\"initialValue\":7}");

        Reply reply = queue.ask(message);

        assertThat(reply.message().getJMSCorrelationID()).isEqualTo(message.getJMSMessageID());
        assertThat(reply.message().getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
        assertThat(reply.message().getJMSExpiration() - reply.message().getJMSTimestamp())
                .as("milliseconds to live")
                .isEqualTo(FIVE_MINUTES);
    }

    @Test
    void givenACorrelationIdOfTheSendersThenTheReplyCarriesIt() throws JMSException {
        TextMessage message = queue.command("counter", freshId(), "ActivateCounter", "{\"initialValue\":7}");
        message.setJMSCorrelationID("the sender's own");

        assertThat(queue.ask(message).message().getJMSCorrelationID()).isEqualTo("the sender's own");
    }

    @Test
    void givenTheReplyQueueIsGoneThenTheCommandStandsAndIsNotRedelivered() throws Exception {
        String id = freshId();
        TemporaryQueue gone = queue.jms().createTemporaryQueue();
        gone.delete();
        TextMessage message = queue.command("counter", id, "ActivateCounter", "{\"initialValue\":7}");
        message.setJMSReplyTo(gone);

        queue.tell(message);
        broker.awaitDrained();

        assertThat(rest.events("counter", id)).hasSize(1);
        assertThat(queue.isElsewhere(message)).as("dead or rejected").isFalse();
        assertThat(queue.ask(queue.command("counter", id, "BumpCounter", "{}")).status())
                .as("the next command works")
                .isEqualTo(200);
    }

    @Test
    void givenNoReplyToWhenACommandIsAcceptedThenItIsDoneInSilence() throws Exception {
        String id = freshId();
        TextMessage message = queue.command("counter", id, "ActivateCounter", "{\"initialValue\":7}");

        queue.tell(message);
        broker.awaitDrained();

        assertThat(rest.events("counter", id)).hasSize(1);
        assertThat(queue.isElsewhere(message)).as("dead or rejected").isFalse();
    }
}
