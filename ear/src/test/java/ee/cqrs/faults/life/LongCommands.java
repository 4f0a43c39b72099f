package ee.cqrs.faults.life;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.SentCommand;

/** Commands of 500 events each, which reach the server together and have it busy for a while. */
public final class LongCommands {

    private static final int COUNT = 16;
    private static final long PATIENCE_SECONDS = 120;

    private final Scenario scenario;
    private final List<Future<Answered>> underWay = new ArrayList<>();
    private final CompletableFuture<Answered> first = new CompletableFuture<>();

    private LongCommands(Scenario scenario) {
        this.scenario = scenario;
    }

    /** Sends them and returns when the first is answered: the others are in the server. */
    public static LongCommands begin(Scenario scenario, Node node) throws Exception {
        LongCommands commands = new LongCommands(scenario);
        ExecutorService clients = Executors.newFixedThreadPool(COUNT);
        for (int i = 0; i < COUNT; i++) {
            SentCommand command = SentCommand.of("tally", "long-" + UUID.randomUUID(), "CountTo", "{\"last\":500}");
            scenario.model().sent(command);
            commands.underWay.add(clients.submit(() -> {
                Answered answer = command.send(node.rest());
                commands.first.complete(answer);
                return answer;
            }));
        }
        clients.shutdown();
        commands.first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return commands;
    }

    /** Every one of them is told what became of it, or that it was refused. */
    public void mustBeAnswered() throws Exception {
        for (Answered answer : finish()) {
            if (answer.inDoubt()) {
                scenario.findings().wrong("%s was under way and nobody told what became of it", answer.command());
            }
        }
    }

    /** Waits until they have ended, whether answered or not. */
    public List<Answered> finish() throws Exception {
        List<Answered> answers = new ArrayList<>();
        for (Future<Answered> one : underWay) {
            Answered answer = one.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            scenario.model().answered(answer);
            answers.add(answer);
        }
        return answers;
    }
}
