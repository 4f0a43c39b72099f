package ee.cqrs.faults.load;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.crash.CrashPoint;
import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.EventLog;
import ee.cqrs.faults.model.Model;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.it.client.CommandQueue;

/**
 * Commands that reach a quiet server at once, so that it is certain which of them a crash point holds: openings of
 * accounts, bumps that make a snapshot due, one command of 500 events, or messages.
 */
public final class Salvo {

    private static final int OF_A_KIND = 6;
    private static final long SNAPSHOT_PERIOD = 5;
    private static final long PATIENCE_SECONDS = 120;

    /** Each has aggregates of its own. */
    private final String name = "salvo-" + UUID.randomUUID();

    private final Model model;
    private final Node node;
    private final List<SentCommand> overRest = new ArrayList<>();
    private final List<Future<?>> underWay = new ArrayList<>();

    private Salvo(Model model, Node node) {
        this.model = model;
        this.node = node;
    }

    /** Makes what the commands are sent to. */
    public static Salvo prepare(Model model, Node node) {
        Salvo salvo = new Salvo(model, node);
        SentCommand activate = SentCommand.of("counter", salvo.name, "ActivateCounter", "{\"initialValue\":0}");
        Answered answer = activate.send(node.rest());
        model.answered(answer);
        if (!answer.accepted()) {
            throw new IllegalStateException("The salvo cannot be prepared: " + answer);
        }
        return salvo;
    }

    /** Sends what reaches the point, and returns at once. */
    public void fire(CrashPoint point) throws Exception {
        switch (point) {
            case AFTER_COMMIT_BEFORE_ACKNOWLEDGE -> tell(bumps());
            case IN_500_EVENT_COMMAND -> ask(List.of(SentCommand.of("tally", name, "CountTo", "{\"last\":500}")));
            case SNAPSHOT_DUE -> ask(bumps());
            default -> ask(openings());
        }
    }

    /** Waits until every client knows that the server is gone. */
    public void finish() throws Exception {
        for (Future<?> one : underWay) {
            one.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** What was sent over REST. */
    public List<SentCommand> overRest() {
        return List.copyOf(overRest);
    }

    /** Whether the event is of the save, or of a later one, in which the snapshot was due. */
    public boolean makesSnapshotDue(JsonNode event) {
        return EventLog.aggregate(event).equals("counter/" + name) && EventLog.index(event) >= SNAPSHOT_PERIOD - 1;
    }

    /** Whether the event is one of the 500. */
    public boolean isOfMany(JsonNode event) {
        return EventLog.aggregate(event).equals("tally/" + name);
    }

    private void ask(List<SentCommand> commands) {
        overRest.addAll(commands);
        ExecutorService clients = Executors.newFixedThreadPool(commands.size());
        for (SentCommand command : commands) {
            model.sent(command);
            underWay.add(clients.submit(() -> model.answered(command.send(node.rest()))));
        }
        clients.shutdown();
    }

    private void tell(List<SentCommand> commands) throws Exception {
        try (CommandQueue queue = node.connectQueue()) {
            for (SentCommand command : commands) {
                model.sent(command);
                queue.tell(Messages.of(queue, command));
                model.taken(command);
            }
        }
    }

    private List<SentCommand> openings() {
        return IntStream.range(0, OF_A_KIND)
                .mapToObj(i -> SentCommand.of(
                        "account",
                        name + "-" + i,
                        "OpenAccount",
                        "{\"owner\":\"Ada\",\"currency\":\"EUR\",\"overdraftLimit\":50.00}"))
                .toList();
    }

    private List<SentCommand> bumps() {
        return IntStream.rangeClosed(1, OF_A_KIND)
                .mapToObj(i -> SentCommand.of("counter", name, "BumpCounterBy", "{\"amount\":%d}".formatted(i)))
                .toList();
    }
}
