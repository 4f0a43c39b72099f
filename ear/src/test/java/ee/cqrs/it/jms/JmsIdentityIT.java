package ee.cqrs.it.jms;

import java.util.ArrayList;
import java.util.List;

import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.it.client.Reply;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Who sends a command, under which id, expecting what. */
class JmsIdentityIT extends JmsEntrance {

    private static final int AT_ONCE = 20;

    @Test
    void givenNoCommandIdThenItIsTheMessageId() throws JMSException {
        TextMessage message = activate(freshId());

        Reply reply = queue.ask(message);

        assertThat(reply.body().get("commandId").textValue()).isEqualTo(message.getJMSMessageID());
        assertThat(reply.meta().get("commandId").textValue()).isEqualTo(message.getJMSMessageID());
    }

    @Test
    void givenACommandIdWhenItIsRepeatedThenOneEffectAndTheSameAnswer() throws Exception {
        String id = freshId();

        Reply first = queue.ask(withCommandId(activate(id), id));
        Reply second = queue.ask(withCommandId(activate(id), id));

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(rest.events("counter", id)).hasSize(1);
    }

    @Test
    void givenEqualCommandIdsAtTheSameMomentThenOneEffectAndTheSameAnswers() throws Exception {
        String id = freshId();
        for (int i = 0; i < AT_ONCE; i++) {
            TextMessage message = withCommandId(activate(id), id);
            message.setStringProperty("JMSXGroupID", id + "/" + i); // apart, else they would come one by one
            queue.tellWithReply(message);
        }

        List<JsonNode> answers = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            answers.add(queue.nextReply().body());
        }

        assertThat(answers.get(0).get("status").intValue()).isEqualTo(200);
        assertThat(answers).allMatch(answers.get(0)::equals);
        assertThat(rest.events("counter", id)).hasSize(1);
    }

    @Test
    void givenTheExpectedIndexThenTheCommandIsAccepted() throws JMSException {
        String id = freshId();
        TextMessage first = activate(id);
        first.setLongProperty("expectedIndex", -1);
        TextMessage second = queue.command("counter", id, "BumpCounter", "{}");
        second.setStringProperty("expectedIndex", "0");

        assertThat(queue.ask(first).status()).as("-1: it must not exist").isEqualTo(200);
        assertThat(queue.ask(second).status()).isEqualTo(200);
    }

    @Test
    void givenAnotherExpectedIndexThenTheCommandFailsAndSaysWhichItIs() throws JMSException {
        String id = freshId();
        queue.ask(activate(id));
        TextMessage late = queue.command("counter", id, "BumpCounter", "{}");
        late.setIntProperty("expectedIndex", 7);

        Reply reply = queue.ask(late);

        assertThat(reply.status()).isEqualTo(412);
        assertThat(reply.body().get("type").textValue()).isEqualTo("urn:cqrs-ee:problem:index-mismatch");
        assertThat(reply.body().get("detail").textValue()).contains("index 0, not 7");
    }

    @Test
    void givenACorrelationIdThenTheEventCarriesItElseTheCommandId() throws JMSException {
        TextMessage message = activate(freshId());
        message.setStringProperty("correlationId", "order-42");

        assertThat(queue.ask(message).meta().get("correlationId").textValue()).isEqualTo("order-42");
        JsonNode without = queue.ask(activate(freshId())).meta();
        assertThat(without.get("correlationId")).isEqualTo(without.get("commandId"));
    }

    @Test
    void givenAClaimedOriginThenTheEventShowsItAsAClaim() throws JMSException {
        TextMessage message = activate(freshId());
        message.setStringProperty("origin", "billing");

        assertThat(queue.ask(message).meta().get("origin").textValue()).isEqualTo("jms:billing");
        assertThat(queue.ask(activate(freshId())).meta().get("origin").textValue())
                .isEqualTo("jms");
    }

    private TextMessage activate(String id) throws JMSException {
        return queue.command("counter", id, "ActivateCounter", "{\"initialValue\":7}");
    }

    private static TextMessage withCommandId(TextMessage message, String commandId) throws JMSException {
        message.setStringProperty("commandId", commandId);
        return message;
    }
}
