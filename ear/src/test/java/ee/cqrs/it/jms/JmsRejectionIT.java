package ee.cqrs.it.jms;

import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.it.client.Reply;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JmsRejectionIT extends JmsEntrance {

    @Test
    void givenReplyToWhenTheRulesRefuseThenOnlyTheReplyTellsTheProblem() throws JMSException {
        String id = freshId();
        TextMessage message = queue.command("counter", id, "BumpCounter", "{}");
        message.setStringProperty("commandId", id);

        Reply reply = queue.ask(message);
        broker.awaitDrained();

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body()).isEqualTo(inactive(id));
        assertThat(queue.isElsewhere(message)).as("dead or rejected as well").isFalse();
    }

    @Test
    void givenNoReplyToWhenTheRulesRefuseThenTheProblemGoesToTheRejectedCommands() throws JMSException {
        String id = freshId();
        TextMessage message = queue.command("counter", id, "BumpCounter", "{}");
        message.setStringProperty("commandId", id);
        message.setStringProperty("ownProperty", "kept");

        queue.tell(message);
        TextMessage rejection = queue.rejectionOf(message);

        assertThat(Reply.json(rejection.getText())).isEqualTo(inactive(id));
        assertThat(rejection.getIntProperty("status")).isEqualTo(422);
        assertThat(rejection.getStringProperty("problem")).isEqualTo("rejected");
        assertThat(rejection.getStringProperty("reason")).isEqualTo("The counter is not active");
        assertThat(rejection.getStringProperty("aggregateId")).isEqualTo(id);
        assertThat(rejection.getStringProperty("command")).isEqualTo("BumpCounter");
        assertThat(rejection.getStringProperty("ownProperty")).isEqualTo("kept");
        broker.awaitDrained();
        assertThat(queue.isElsewhere(message)).as("dead, or rejected twice").isFalse();
    }

    @Test
    void givenNoReplyToWhenTheExpectedIndexIsAnotherThenTheProblemGoesToTheRejectedCommands() throws JMSException {
        TextMessage message = queue.command("counter", freshId(), "ActivateCounter", "{\"initialValue\":1}");
        message.setLongProperty("expectedIndex", 3);

        queue.tell(message);
        TextMessage rejection = queue.rejectionOf(message);

        assertThat(rejection.getIntProperty("status")).isEqualTo(412);
        assertThat(rejection.getStringProperty("problem")).isEqualTo("index-mismatch");
    }

    @Test
    void givenNoReplyToWhenACommandIdIsReusedThenTheProblemGoesToTheRejectedCommands() throws JMSException {
        String id = freshId();
        TextMessage first = queue.command("counter", id, "ActivateCounter", "{\"initialValue\":1}");
        first.setStringProperty("commandId", id);
        TextMessage other = queue.command("counter", id, "ActivateCounter", "{\"initialValue\":2}");
        other.setStringProperty("commandId", id);

        queue.ask(first);
        queue.tell(other);
        TextMessage rejection = queue.rejectionOf(other);

        assertThat(rejection.getIntProperty("status")).isEqualTo(422);
        assertThat(rejection.getStringProperty("problem")).isEqualTo("key-reused");
    }

    @Test
    void whenARejectedCommandIsSentAgainThenItIsAttemptedAnew() throws JMSException {
        String id = freshId();
        TextMessage early = queue.command("counter", id, "BumpCounter", "{}");
        early.setStringProperty("commandId", id);
        TextMessage again = queue.command("counter", id, "BumpCounter", "{}");
        again.setStringProperty("commandId", id);

        int refused = queue.ask(early).status();
        queue.ask(queue.command("counter", id, "ActivateCounter", "{\"initialValue\":1}"));

        assertThat(refused).isEqualTo(422);
        assertThat(queue.ask(again).status()).isEqualTo(200);
    }

    private static JsonNode inactive(String commandId) {
        return Reply.json("""
                {
                  "type": "urn:cqrs-ee:problem:rejected",
                  "title": "The command is rejected",
                  "status": 422,
                  "detail": "The counter is not active",
                  "code": "counter-inactive",
                  "commandId": "%s"
                }""".formatted(commandId));
    }
}
