package ee.cqrs.faults.race;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.Findings;
import ee.cqrs.faults.model.Model;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.it.client.RestClient;

/**
 * One aggregate that many change and ask about, on whichever node, and the latest index that anybody was told of. Whoever
 * asks later must not be told an earlier one: not by an outcome, a refusal, a failed precondition or a query.
 */
public final class Raced {

    private static final long NEVER_REACHED = 1_000_000_000;
    private static final Pattern PRESENT = Pattern.compile("(?:is at index|The balance is) (\\d+)");

    private final Kind kind;
    private final String id = "raced-" + UUID.randomUUID();
    private final Model model;
    private final Findings findings;
    private final AtomicLong told = new AtomicLong(-1);
    private final Set<Long> changed = ConcurrentHashMap.newKeySet();

    private Raced(Kind kind, Model model, Findings findings) {
        this.kind = kind;
        this.model = model;
        this.findings = findings;
    }

    /** Makes one. */
    public static Raced made(Scenario scenario, Kind kind, Node node) {
        return made(scenario.model(), scenario.findings(), kind, node);
    }

    private static Raced made(Model model, Findings findings, Kind kind, Node node) {
        Raced raced = new Raced(kind, model, findings);
        kind.making().forEach(ask -> {
            if (!raced.ask(node, ask).accepted()) {
                throw new IllegalStateException("%s cannot be made".formatted(raced));
            }
        });
        return raced;
    }

    /** Makes so many, of all kinds. */
    public static List<Raced> made(Scenario scenario, int count, Node node) {
        return IntStream.range(0, count)
                .mapToObj(i -> made(scenario, Kind.any(i), node))
                .toList();
    }

    /** Changes it or asks about it, in any way. */
    public void any(Node node, Random random) throws InterruptedException {
        if (random.nextInt(3) == 0) {
            change(node);
        } else {
            question(node, random.nextInt(QUESTIONS));
        }
    }

    /** How many questions there are. */
    public static final int QUESTIONS = 3;

    /** One of the questions. */
    public void question(Node node, int number) throws InterruptedException {
        switch (number) {
            case 0 -> look(node);
            case 1 -> ask(node, kind.vain());
            default -> expectInVain(node);
        }
    }

    /** Whether it was accepted. No two changes have the same index: one of them would be lost. */
    public boolean change(Node node) {
        Answered answer = ask(node, kind.changing());
        if (answer.accepted()
                && !changed.add(answer.body().at("/aggregate/index").longValue())) {
            findings.lost("%s accepts a second change of %s at the same index: %s", node, this, answer.body());
        }
        return answer.accepted();
    }

    /** How many changes were accepted. */
    public int changes() {
        return changed.size();
    }

    /** The latest index that anybody was told of. */
    public long told() {
        return told.get();
    }

    /**
     * Has a node show it, and so have it in memory.
     *
     * @return whether it did
     */
    public boolean look(Node node) throws InterruptedException {
        long before = told.get();
        try {
            RestClient.Answer answer = node.rest().state(kind.type(), id);
            if (answer.status() == 200) {
                saw(node, "shows", before, answer.body().at("/meta/index").longValue());
                return true;
            }
            if (answer.status() != 503) {
                findings.wrong("%s answers a query of %s with %s", node, this, answer);
            }
        } catch (IOException e) { // the node is frozen, and says nothing
            return false;
        }
        return false;
    }

    private void expectInVain(Node node) throws InterruptedException {
        long before = told.get();
        Kind.Ask ask = kind.changing();
        try {
            RestClient.Answer answer =
                    node.rest().sendExpecting(NEVER_REACHED, kind.type(), id, ask.command(), ask.body());
            if (answer.status() == 200) {
                findings.wrong("%s accepts a command of %s that expects index %d", node, this, NEVER_REACHED);
            } else if (answer.status() == 412) {
                saw(
                        node,
                        "refuses a precondition",
                        before,
                        present(answer.body().at("/detail").asText()));
            }
        } catch (IOException e) { // the node is frozen, and says nothing
            return;
        }
    }

    private Answered ask(Node node, Kind.Ask ask) {
        long before = told.get();
        SentCommand command = SentCommand.of(kind.type(), id, ask.command(), ask.body());
        Answered answer = command.send(node.rest());
        model.answered(answer);
        if (answer.accepted()) {
            saw(
                    node,
                    "accepts " + command,
                    before,
                    answer.body().at("/aggregate/index").longValue());
        } else if (answer.rejected()) {
            saw(
                    node,
                    "rejects " + command,
                    before,
                    present(answer.body().at("/detail").asText()));
        }
        return answer;
    }

    private void saw(Node node, String how, long before, OptionalLong index) {
        if (index.isEmpty()) {
            findings.wrong("%s %s and does not say where %s stands", node, how, this);
        } else {
            saw(node, how, before, index.getAsLong());
        }
    }

    private void saw(Node node, String how, long before, long index) {
        if (index < before) {
            findings.wrong("%s %s from an old state: %s was at index %d, told is %d", node, how, this, before, index);
        }
        told.accumulateAndGet(index, Math::max);
    }

    private static OptionalLong present(String detail) {
        Matcher present = PRESENT.matcher(detail);
        return present.find() ? OptionalLong.of(Long.parseLong(present.group(1))) : OptionalLong.empty();
    }

    @Override
    public String toString() {
        return kind.type() + "/" + id;
    }
}
