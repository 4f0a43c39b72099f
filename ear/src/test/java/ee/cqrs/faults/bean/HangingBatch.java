package ee.cqrs.faults.bean;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.it.client.RestClient.Answer;

/** A batch of two commands, the second of which hangs. Its sender hears of it at the deadline. */
public final class HangingBatch {

    private final Scenario scenario;
    private final Node node;
    private final BadTally bad;
    private final SentCommand sound;
    private final boolean inLines;
    private final CompletableFuture<List<Answer>> answers;
    private final long sentAt = System.nanoTime();
    private volatile long answeredAt;

    private HangingBatch(Scenario scenario, Node node, boolean inLines, Duration time) {
        this.scenario = scenario;
        this.node = node;
        this.inLines = inLines;
        bad = new BadTally(scenario, node);
        sound = new BadTally(scenario, node).count(2);
        scenario.model().sent(sound);
        answers = CompletableFuture.supplyAsync(() -> send(item(sound), item(bad.hang(time))));
        scenario.injected("hang for %s in %s".formatted(time, inLines ? "lines" : "a batch"));
    }

    /** As a JSON array. */
    public static HangingBatch inArray(Scenario scenario, Node node, Duration time) {
        return new HangingBatch(scenario, node, false, time);
    }

    /** As NDJSON. */
    public static HangingBatch inLines(Scenario scenario, Node node, Duration time) {
        return new HangingBatch(scenario, node, true, time);
    }

    private List<Answer> send(String first, String second) {
        try {
            return inLines
                    ? node.rest().lines(first + "\n" + second + "\n")
                    : List.of(node.rest().batch("[%s,%s]".formatted(first, second)));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            answeredAt = System.nanoTime();
        }
    }

    private static String item(SentCommand command) {
        return "{\"type\":\"%s\",\"id\":\"%s\",\"command\":\"%s\",\"commandId\":\"%s\",\"data\":%s}"
                .formatted(command.type(), command.id(), command.command(), command.commandId(), command.body());
    }

    /** Nothing is lost of the first command, and the sender was not kept for as long as the second one hangs. */
    public void mustBeAnsweredWithin(Duration limit) throws InterruptedException, ExecutionException {
        List<Answer> told = answers.get();
        Answer last = told.get(told.size() - 1);
        Duration time = Duration.ofNanos(answeredAt - sentAt);
        JsonNode body = last.body();
        if (last.status() != 504 || !body.path("detail").asText().contains("hangs") || time.compareTo(limit) > 0) {
            scenario.findings().wrong("a batch with a command that hangs is answered after %s with %s", time, told);
        }
        Answer first = told.get(0);
        scenario.model().answered(new Answered(sound, first.status(), first.body()));
    }

    /** Its rules have returned. */
    public void mustWorkAgain() {
        bad.counts(3);
    }
}
