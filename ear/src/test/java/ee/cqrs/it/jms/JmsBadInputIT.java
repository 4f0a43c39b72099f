package ee.cqrs.it.jms;

import java.util.stream.Stream;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;

import ee.cqrs.it.client.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class JmsBadInputIT extends JmsEntrance {

    private static final String INTERNALS = "(?is).*(exception|jackson|java\\.|ee\\.cqrs\\.|jakarta|sqlstate|\tat ).*";

    static Stream<BadInput> inputs() {
        return BadInputs.all();
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void givenBadInputThenItsProblemIsToldItIsKeptAndNothingIsWritten(BadInput bad) throws Exception {
        String id = freshId();
        long headBefore = rest.head();
        Message message = bad.message(queue, id);

        Reply reply = queue.ask(message);

        assertTellsProblem(bad, reply);
        if (bad.isDead()) {
            assertKept(bad, queue.deadLetterOf(message));
        }
        broker.awaitDrained();
        assertThat(queue.isElsewhere(message)).as("anywhere else").isFalse();
        assertThat(rest.head()).as("the log").isEqualTo(headBefore);
        assertThat(rest.state("counter", id).status()).as("the aggregate").isEqualTo(404);
        assertCommandIdIsFree(bad, id);
    }

    /** The canary: what the table spoils is well-formed. */
    @Test
    void givenTheSameInputUnspoiltThenItIsAccepted() throws JMSException {
        Reply reply = queue.ask(BadInput.of("nothing").message(queue, freshId()));

        assertThat(reply.status()).isEqualTo(200);
    }

    private static void assertTellsProblem(BadInput bad, Reply reply) {
        assertThat(reply.status()).as("status of %s", reply.body()).isEqualTo(bad.status());
        assertThat(reply.body().get("type").textValue()).isEqualTo("urn:cqrs-ee:problem:" + bad.problem());
        assertThat(reply.body().at("/errors/0/field").textValue())
                .as("field named in %s", reply.body())
                .isEqualTo(bad.field());
        assertThat(reply.body().get("detail").textValue()).isNotBlank().doesNotMatch(INTERNALS);
    }

    private static void assertKept(BadInput bad, Message dead) throws JMSException {
        assertThat(dead.getIntProperty("status")).isEqualTo(bad.status());
        assertThat(dead.getStringProperty("problem")).isEqualTo(bad.problem());
        assertThat(dead.getStringProperty("reason")).isNotBlank().doesNotMatch(INTERNALS);
        if (dead instanceof TextMessage text) {
            assertThat(text.getText().equals(bad.text())).as("the same text").isTrue();
        }
    }

    private void assertCommandIdIsFree(BadInput bad, String id) throws JMSException {
        if (!bad.isAboutTheCommandId()) {
            Message good = BadInput.of("nothing").message(queue, id);
            assertThat(queue.ask(good).status())
                    .as("a good command under the id of the bad one")
                    .isEqualTo(200);
        }
    }
}
