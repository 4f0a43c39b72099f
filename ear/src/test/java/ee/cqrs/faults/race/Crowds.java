package ee.cqrs.faults.race;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;

import jakarta.jms.TextMessage;

import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.load.Messages;
import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.it.client.CommandQueue;
import ee.cqrs.it.client.Reply;
import ee.cqrs.it.http.Crowd;

/** Clients that begin at the same moment, on all nodes. */
public final class Crowds {

    private static final int AT_ONE = 64;
    private static final int EQUAL = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Scenario scenario;
    private final List<Node> nodes;

    public Crowds(Scenario scenario, List<Node> nodes) {
        this.scenario = scenario;
        this.nodes = nodes;
    }

    /** Many at one aggregate: each change counts, and nobody is told what was. */
    public void atOneAggregate(Kind kind, int times) throws Exception {
        Raced raced = Raced.made(scenario, kind, nodes.get(0));
        long seed = scenario.random().nextLong();
        Crowd.of(AT_ONE, client -> () -> {
            Random random = new Random(seed + client);
            for (int i = 0; i < times; i++) {
                raced.any(node(client), random);
            }
            return null;
        });
        if (raced.changes() < AT_ONE / 4) { // a third of what they ask are changes
            scenario.findings().wrong("of many changes of %s only %d were accepted", raced, raced.changes());
        }
        scenario.injected("%d clients at one %s".formatted(AT_ONE, kind.type()));
    }

    /** The same command from many, half of them over REST and half over JMS: one effect and one answer. */
    public void equalCommands() throws Exception {
        String counter = "equal-" + UUID.randomUUID();
        settled(SentCommand.of("counter", counter, "ActivateCounter", "{\"initialValue\":0}"), nodes.get(0));
        SentCommand bump = SentCommand.of("counter", counter, "BumpCounterBy", "{\"amount\":1}");
        scenario.model().sent(bump);

        List<CommandQueue> queues =
                Crowd.of(EQUAL / 2, client -> () -> node(client).connectQueue());
        List<Answered> answers;
        try {
            answers = Crowd.of(
                    EQUAL,
                    client -> client < queues.size()
                            ? () -> ask(queues.get(client), bump)
                            : () -> settled(bump, node(client)));
        } finally {
            queues.forEach(CommandQueue::close);
        }
        for (Answered answer : answers) {
            if (!answer.accepted() || answer.body().at("/aggregate/index").longValue() != 1) {
                scenario.findings().wrong("%s is answered with %d %s", bump, answer.status(), answer.body());
            }
        }
        scenario.injected("%d times the same command at once".formatted(EQUAL));
    }

    /** Many create the same aggregate: one does. */
    public void creations() throws Exception {
        String counter = "created-" + UUID.randomUUID();
        List<Answered> answers = Crowd.of(EQUAL, creating(counter));
        long created = answers.stream().filter(Answered::accepted).count();
        long rejected = answers.stream().filter(Answered::rejected).count();
        if (created != 1 || rejected != EQUAL - 1) {
            scenario.findings()
                    .wrong("counter/%s was created %d times, and %d were rejected", counter, created, rejected);
        }
        scenario.injected("%d create the same aggregate at once".formatted(EQUAL));
    }

    private java.util.function.IntFunction<Callable<Answered>> creating(String counter) {
        return client -> () -> settled(
                SentCommand.of("counter", counter, "ActivateCounter", "{\"initialValue\":%d}".formatted(client)),
                node(client));
    }

    /** Sends it until somebody says yes or no. */
    private Answered settled(SentCommand command, Node node) {
        long start = System.nanoTime();
        while (true) {
            Answered answer = command.send(node.rest());
            scenario.model().answered(answer);
            if (answer.accepted() || answer.rejected() || System.nanoTime() - start > PATIENCE.toNanos() / 2) {
                return answer;
            }
        }
    }

    private Answered ask(CommandQueue queue, SentCommand command) throws Exception {
        TextMessage message = Messages.of(queue, command);
        queue.tellWithReply(message);
        Reply reply = queue.nextReply(PATIENCE.dividedBy(2)).orElseThrow();
        Answered answer = new Answered(command, reply.status(), reply.body());
        scenario.model().answered(answer);
        return answer;
    }

    private Node node(int client) {
        return nodes.get(client % nodes.size());
    }
}
