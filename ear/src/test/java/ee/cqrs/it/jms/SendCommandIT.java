package ee.cqrs.it.jms;

import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.it.client.Reply;
import ee.cqrs.it.jms.ClientProgram.Ended;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The standalone client, run from the top of the repository as the README shows it. */
class SendCommandIT extends JmsEntrance {

    private static final String URL = "remote+http://localhost:" + System.getProperty("cqrs.test.http-port");

    @TempDir
    private Path temporary;

    @Test
    void givenACommandThenTheClientPrintsTheReplyAndEndsWithZero() throws Exception {
        String id = freshId();

        Ended client = run(
                "--url",
                URL,
                "--origin",
                "readme",
                "account",
                id,
                "OpenAccount",
                "{\"owner\":\"Ada\",\"currency\":\"EUR\"}");

        assertThat(client.exitCode()).as(client.errors()).isZero();
        JsonNode reply = Reply.json(client.output());
        assertThat(reply.get("status").intValue()).isEqualTo(200);
        assertThat(reply.at("/events/0/meta/origin").textValue()).isEqualTo("jms:readme");
        assertThat(client.errors()).doesNotContain("ERROR", "INFO");
        assertThat(rest.events("account", id)).hasSize(1);
    }

    @Test
    void givenACommandThatTheRulesRefuseThenTheClientPrintsTheProblemAndEndsWithFour() throws Exception {
        Ended client = run("--url", URL, "counter", freshId(), "BumpCounter");

        assertThat(client.exitCode()).as(client.errors()).isEqualTo(4);
        assertThat(Reply.json(client.output()).get("code").textValue()).isEqualTo("counter-inactive");
    }

    @Test
    void givenNoArgumentsThenTheClientExplainsItselfAndEndsWithTwo() throws Exception {
        Ended client = run();

        assertThat(client.exitCode()).isEqualTo(2);
        assertThat(client.output()).isEmpty();
        assertThat(client.errors()).contains("SendCommand.java [options] <type> <id> <Command>");
    }

    @Test
    void givenNoServerThereThenTheClientSaysSoAndEndsWithOne() throws Exception {
        Ended client = run("--url", "remote+http://localhost:1", "counter", freshId(), "BumpCounter");

        assertThat(client.exitCode()).isEqualTo(1);
        assertThat(client.errors()).contains("ERROR: ", "Connection refused");
    }

    private Ended run(String... arguments) throws Exception {
        return ClientProgram.run("SendCommand", temporary, arguments);
    }
}
