package ee.cqrs.it.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;

import ee.cqrs.it.client.Reply;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Nothing is lost in silence: what cannot be read lies whole in the dead-letter queue, once, with its reason. */
class JmsDeadLetterIT extends JmsEntrance {

    private static final int LARGE = 2_000_000;

    @Test
    void givenATextThatIsNoCommandThenTheDeadLetterHasReasonPropertiesAndText() throws JMSException {
        TextMessage message = queue.command("counter", "any", "BumpCounterBy", "{\"amount\":\"two\"}");
        message.setStringProperty("ownText", "kept");
        message.setIntProperty("ownNumber", 7);
        message.setBooleanProperty("ownFlag", true);
        message.setJMSCorrelationID("conversation");

        queue.tell(message);
        TextMessage dead = (TextMessage) queue.deadLetterOf(message);

        assertThat(dead.getStringProperty("reason"))
                .isEqualTo("amount: The value does not fit; expected an integer in the range of a 64-bit number");
        assertThat(dead.getStringProperty("problem")).isEqualTo("malformed");
        assertThat(dead.getIntProperty("status")).isEqualTo(400);
        assertThat(dead.getText()).isEqualTo(message.getText());
        assertThat(dead.getStringProperty("aggregateType")).isEqualTo("counter");
        assertThat(dead.getObjectProperty("ownText")).isEqualTo("kept");
        assertThat(dead.getObjectProperty("ownNumber")).isEqualTo(7);
        assertThat(dead.getObjectProperty("ownFlag")).isEqualTo(true);
        assertThat(dead.getStringProperty("JMSXGroupID")).isEqualTo("counter/any");
        assertThat(dead.getStringProperty("commandId"))
                .as("sent again it is the same command")
                .isEqualTo(message.getJMSMessageID());
        assertThat(dead.getJMSCorrelationID()).isEqualTo("conversation");
        assertGone(message);
    }

    @Test
    void givenABinaryMessageThenTheDeadLetterHasItsBytes() throws JMSException {
        BytesMessage message = queue.addressed(queue.jms().createBytesMessage(), "counter", "any", "BumpCounter");
        message.writeBytes(new byte[] {1, 2, 3});

        queue.tell(message);
        BytesMessage dead = (BytesMessage) queue.deadLetterOf(message);

        byte[] body = new byte[(int) dead.getBodyLength()];
        dead.readBytes(body);
        assertThat(body).containsExactly(1, 2, 3);
        assertThat(dead.getIntProperty("status")).isEqualTo(400);
        assertGone(message);
    }

    @Test
    void givenAMapMessageThenTheDeadLetterHasItsEntries() throws JMSException {
        MapMessage message = queue.addressed(queue.jms().createMapMessage(), "counter", "any", "BumpCounterBy");
        message.setLong("amount", 7);

        queue.tell(message);

        assertThat(((MapMessage) queue.deadLetterOf(message)).getLong("amount")).isEqualTo(7);
        assertGone(message);
    }

    @Test
    void givenATextOverTheLimitThenTheDeadLetterHasAllOfIt() throws JMSException {
        TextMessage message =
                queue.command("counter", "any", "ChangeOwner", "{\"owner\":\"%s\"}".formatted("x".repeat(LARGE)));

        queue.tell(message);
        TextMessage dead = (TextMessage) queue.deadLetterOf(message);

        assertThat(dead.getIntProperty("status")).isEqualTo(413);
        assertThat(dead.getText().equals(message.getText()))
                .as("the whole text")
                .isTrue();
        assertGone(message);
    }

    @Test
    void givenReplyToThenTheReplyTellsTheProblemAndTheDeadLetterIsKeptAllTheSame() throws JMSException {
        TextMessage message = queue.command("counter", "any", "BumpCounterBy", "{");

        Reply reply = queue.ask(message);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(((TextMessage) queue.deadLetterOf(message)).getText()).isEqualTo("{");
        assertGone(message);
    }

    @Test
    void givenNeitherMessageIdNorCommandIdThenTheMessageIsRefusedForARedeliveryWouldDoItTwice() throws Exception {
        String id = freshId();
        TextMessage message = queue.command("counter", id, "ActivateCounter", "{\"initialValue\":7}");

        queue.tellWithReplyButNoMessageId(message);
        Reply reply = queue.nextReply();

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().at("/errors/0/field").textValue()).isEqualTo("commandId");
        assertThat(rest.events("counter", id)).isEmpty();
    }

    /** Acknowledged: neither waiting nor dead a second time. */
    private void assertGone(Message message) throws JMSException {
        broker.awaitDrained();
        assertThat(queue.isElsewhere(message)).as("dead once only").isFalse();
    }
}
