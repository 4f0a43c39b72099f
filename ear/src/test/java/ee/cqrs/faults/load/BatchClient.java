package ee.cqrs.faults.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.it.client.Reply;
import ee.cqrs.it.client.RestClient;

/** Sends batches, and of each again what it does not know the outcome of. */
record BatchClient(Course course, RestClient rest, CommandMix mix) implements Client {

    private static final int SIZE = 20;

    @Override
    public void run() throws Exception {
        while (course.goesOn()) {
            List<SentCommand> open = Stream.generate(mix::next).limit(SIZE).toList();
            open.forEach(course.model()::sent);
            open = send(open);
            while (!open.isEmpty() && course.goesOn()) {
                course.pause();
                open = send(open);
            }
            course.pace(SIZE);
        }
    }

    /** Returns those that are neither accepted nor rejected. */
    private List<SentCommand> send(List<SentCommand> commands) throws InterruptedException {
        List<SentCommand> open = new ArrayList<>();
        for (Answered answer : answers(commands)) {
            course.heard(Entrance.BATCH, answer);
            if (!answer.accepted() && !answer.rejected()) {
                open.add(answer.command());
            }
        }
        return open;
    }

    private List<Answered> answers(List<SentCommand> commands) throws InterruptedException {
        RestClient.Answer answer;
        try {
            answer = rest.batch(json(commands));
        } catch (IOException e) {
            return commands.stream().map(Answered::withoutAnswer).toList();
        }
        List<Answered> answers = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            JsonNode item = answer.status() == 200 ? answer.body().get(i) : answer.body();
            int status = answer.status() == 200 ? item.get("status").intValue() : answer.status();
            answers.add(new Answered(commands.get(i), status, item));
        }
        return answers;
    }

    private static String json(List<SentCommand> commands) {
        ArrayNode items = RestClient.JSON.createArrayNode();
        for (SentCommand command : commands) {
            items.addObject()
                    .put("type", command.type())
                    .put("id", command.id())
                    .put("command", command.command())
                    .put("commandId", command.commandId())
                    .set("data", Reply.json(command.body()));
        }
        return items.toString();
    }
}
