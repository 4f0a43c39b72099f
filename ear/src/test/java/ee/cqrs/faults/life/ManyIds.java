package ee.cqrs.faults.life;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.it.client.Reply;
import ee.cqrs.it.client.RestClient;

/** Commands for many aggregates, in batches: each is made once, and changed from time to time. */
public record ManyIds(Scenario scenario, Node node, int count) {

    private static final int BATCH = 500;

    /** Makes all of them. */
    public void create() throws IOException, InterruptedException {
        send("ActivateCounter", "{\"initialValue\":0}");
    }

    /** Changes all of them. */
    public void change() throws IOException, InterruptedException {
        send("BumpCounter", "{}");
    }

    private void send(String command, String body) throws IOException, InterruptedException {
        for (int first = 0; first < count; first += BATCH) {
            List<SentCommand> commands = IntStream.range(first, Math.min(count, first + BATCH))
                    .mapToObj(i -> SentCommand.of("counter", "many-" + i, command, body))
                    .toList();
            send(commands);
        }
    }

    private void send(List<SentCommand> commands) throws IOException, InterruptedException {
        ArrayNode items = RestClient.JSON.createArrayNode();
        for (SentCommand command : commands) {
            scenario.model().sent(command);
            items.addObject()
                    .put("type", command.type())
                    .put("id", command.id())
                    .put("command", command.command())
                    .put("commandId", command.commandId())
                    .set("data", Reply.json(command.body()));
        }
        RestClient.Answer answer = node.rest().batch(items.toString());
        for (int i = 0; i < commands.size(); i++) {
            Answered one = answer.status() == 200
                    ? new Answered(
                            commands.get(i),
                            answer.body().get(i).get("status").intValue(),
                            answer.body().get(i))
                    : new Answered(commands.get(i), answer.status(), answer.body());
            scenario.model().answered(one);
            if (!one.accepted()) {
                scenario.findings().wrong("%s was answered by %d", one.command(), one.status());
            }
        }
    }
}
