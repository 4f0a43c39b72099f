package ee.cqrs.it.jms;

import java.nio.file.Path;

import ee.cqrs.it.client.EventSubscriber;
import ee.cqrs.it.client.Reply;
import ee.cqrs.it.jms.ClientProgram.Ended;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The standalone client that prints what is published. */
class FollowEventsIT extends JmsEntrance {

    private static final String URL = "remote+http://localhost:" + System.getProperty("cqrs.test.http-port");

    @TempDir
    private Path temporary;

    @Test
    void givenADurableNameThenTheClientPrintsWhatWasPublishedMeanwhileAndForgetsWhenTold() throws Exception {
        String id = freshId();
        String selector = "aggregateId = '%s'".formatted(id);
        EventSubscriber.ofTestServer(id, selector).close();
        rest.send("counter", id, "ActivateCounter", "{\"initialValue\":7}");

        Ended following = run("--url", URL, "--durable", id, "--select", selector, "--count", "1");
        Ended forgetting = run("--url", URL, "--forget", id);

        assertThat(following.exitCode()).as(following.errors()).isZero();
        assertThat(Reply.json(following.output()))
                .isEqualTo(rest.events("counter", id).get(0));
        assertThat(forgetting.exitCode()).as(forgetting.errors()).isZero();
    }

    @Test
    void givenAnUnknownOptionThenTheClientExplainsItselfAndEndsWithTwo() throws Exception {
        Ended client = run("--what");

        assertThat(client.exitCode()).isEqualTo(2);
        assertThat(client.output()).isEmpty();
        assertThat(client.errors()).contains("FollowEvents.java [options]");
    }

    private Ended run(String... arguments) throws Exception {
        return ClientProgram.run("FollowEvents", temporary, arguments);
    }
}
