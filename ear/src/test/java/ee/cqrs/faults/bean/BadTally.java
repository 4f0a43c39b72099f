package ee.cqrs.faults.bean;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.faults.tally.Way;
import ee.cqrs.it.client.RestClient.Answer;
import org.awaitility.Awaitility;

/** A tally that nobody else uses, whose bean misbehaves. What it counts is in the model, what it does wrong is not. */
public final class BadTally {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Scenario scenario;
    private final Node node;
    private final String id = "bad-" + UUID.randomUUID();

    public BadTally(Scenario scenario, Node node) {
        this.scenario = scenario;
        this.node = node;
    }

    public String id() {
        return id;
    }

    /** Counts, as soon as it can. */
    public void counts(int last) {
        SentCommand command = count(last);
        Awaitility.await("%s counts".formatted(id)).atMost(PATIENCE).until(() -> told(command)
                .accepted());
    }

    /** It must refuse for now. */
    public void refuses() {
        Answered answer = told(count(1));
        if (answer.status() != 503) {
            scenario.findings().wrong("%s is set aside, and answers %s", id, answer);
        }
    }

    SentCommand count(int last) {
        return SentCommand.of("tally", id, "CountTo", "{\"last\":%d}".formatted(last));
    }

    private Answered told(SentCommand command) {
        Answered answer = command.send(node.rest());
        scenario.model().answered(answer);
        return answer;
    }

    /** Crashes, which is answered with 500, its id and no stack trace. */
    public void crashes(Way way) throws IOException, InterruptedException {
        Answer answer = misbehave(way, 0);
        if (answer.status() != 500 || !answer.body().toString().contains("tally/" + id + " crashed")) {
            scenario.findings().wrong("%s of %s is answered with %s", way, id, answer);
        }
        scenario.injected(way.toString());
    }

    /** Hangs; the answer comes without its thread. */
    public CompletableFuture<Answer> hangs(Duration time) {
        scenario.injected("hang for " + time);
        return CompletableFuture.supplyAsync(() -> {
            try {
                return misbehave(Way.HANG, (int) time.toSeconds());
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** A command that does so. */
    SentCommand hang(Duration time) {
        return SentCommand.of("tally", id, "Misbehave", body(Way.HANG, (int) time.toSeconds()));
    }

    private Answer misbehave(Way way, int seconds) throws IOException, InterruptedException {
        return node.rest().send("tally", id, "Misbehave", body(way, seconds));
    }

    private static String body(Way way, int seconds) {
        return "{\"way\":\"%s\",\"seconds\":%d}".formatted(way, seconds);
    }

    /** Waits until the health says something of it, or says it no more. */
    public void awaitHealth(String what, boolean says) {
        Awaitility.await("the health says%s: %s: tally/%s".formatted(says ? "" : " no more", what, id))
                .atMost(PATIENCE)
                .until(() -> node.healthInWords().contains("%s: tally/%s".formatted(what, id)) == says);
    }
}
