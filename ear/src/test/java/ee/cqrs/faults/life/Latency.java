package ee.cqrs.faults.life;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.SentCommand;

/** How long somebody waits who sends one command after the other. */
public final class Latency {

    private static final int COMMANDS = 200;

    private Latency() {}

    /** The longest waits of one in twenty are left out. */
    public static Duration of(Scenario scenario, Node node) {
        List<Duration> waits = Stream.generate(() -> wait(scenario, node))
                .limit(COMMANDS)
                .sorted()
                .toList();
        return waits.get(COMMANDS * 19 / 20);
    }

    private static Duration wait(Scenario scenario, Node node) {
        SentCommand command =
                SentCommand.of("counter", "timed-" + UUID.randomUUID(), "ActivateCounter", "{\"initialValue\":1}");
        long start = System.nanoTime();
        Answered answer = command.send(node.rest());
        Duration wait = Duration.ofNanos(System.nanoTime() - start);
        scenario.model().answered(answer);
        if (!answer.accepted()) {
            scenario.findings().wrong("%s was answered by %d", command, answer.status());
        }
        return wait;
    }
}
