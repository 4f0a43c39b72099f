package ee.cqrs.faults.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;

/** All that was sent, all that clients were told, and all that followers of the feed were shown. Safe for several threads. */
public final class Model {

    private final Map<String, SentTo> commands = new LinkedHashMap<>();
    private final List<SentCommand> taken = new ArrayList<>();
    private final List<SentCommand> unfit = new ArrayList<>();
    private final Map<String, List<JsonNode>> shown = new LinkedHashMap<>();
    private final Map<String, Long> from = new LinkedHashMap<>();
    private final List<Answered> repeated = new ArrayList<>();
    private int everUnknown;
    private boolean requestsWait;
    private final Set<Integer> bare = new HashSet<>();

    /** Somebody is about to send it, perhaps again. */
    public synchronized void sent(SentCommand command) {
        commands.computeIfAbsent(command.commandId(), id -> new SentTo(command));
    }

    /** A client was told, or heard nothing. */
    public synchronized void answered(Answered answer) {
        sent(answer.command());
        SentTo sent = commands.get(answer.command().commandId());
        if (answer.inDoubt() && !sent.everInDoubt) {
            sent.everInDoubt = true;
            everUnknown++;
        }
        sent.answers.add(answer);
    }

    /**
     * A node froze: what was sent to it and got no answer waits there, and may be done after the same was sent again and
     * rejected. A rejection is not remembered.
     */
    public synchronized void requestsWait() {
        requestsWait = true;
    }

    /**
     * The server ends, or the application is taken out of it: the server itself answers for it then, with these statuses
     * and without a problem document.
     */
    public synchronized void serverAnswersAlone(Integer... statuses) {
        bare.addAll(Set.of(statuses));
    }

    /** Whether an answer came from a server without the application. */
    public synchronized boolean isOfServerAlone(Answered answer) {
        return bare.contains(answer.status()) && !answer.body().isObject();
    }

    /** Somebody sent again what he had been told to be accepted. */
    public synchronized void repeated(Answered answer) {
        repeated.add(answer);
    }

    /** The answers to what was sent again though it had been accepted. */
    public synchronized List<Answered> repeated() {
        return List.copyOf(repeated);
    }

    /** The broker took it, the rules allow it, and whoever sent it wants no answer: it has to be done. */
    public synchronized void taken(SentCommand command) {
        sent(command);
        commands.get(command.commandId()).taken = true;
        taken.add(command);
    }

    /** The broker took it, though nobody can handle it: it has to be set aside with its reason. */
    public synchronized void takenUnfit(SentCommand command) {
        sent(command);
        commands.get(command.commandId()).taken = true;
        unfit.add(command);
    }

    /** A follower of the feed begins after a position. */
    public synchronized void follows(String follower, long position) {
        from.put(follower, position);
    }

    /** A follower of the feed was shown events, in this order. */
    public synchronized void shown(String follower, List<JsonNode> events) {
        shown.computeIfAbsent(follower, name -> new ArrayList<>()).addAll(events);
    }

    public synchronized boolean wasSent(String commandId) {
        return commands.containsKey(commandId);
    }

    /** The first success that was told of each command. */
    public synchronized List<Answered> accepted() {
        return commands.values().stream()
                .flatMap(sent -> sent.accepted().stream())
                .toList();
    }

    /** Every success that was told, by command, where there are several. */
    public synchronized List<List<Answered>> acceptedAgain() {
        return commands.values().stream()
                .map(sent -> sent.answers.stream().filter(Answered::accepted).toList())
                .filter(answers -> answers.size() > 1)
                .toList();
    }

    /** What the rules rejected, so that it has no effect, and nobody was told to be accepted. */
    public synchronized List<SentCommand> rejected() {
        return commands(
                sent -> sent.accepted().isEmpty() && sent.isRejected() && !(requestsWait && sent.isWithoutAnswer()));
    }

    /** What was refused for now each time it was sent. */
    public synchronized List<SentCommand> refused() {
        return commands(sent ->
                !sent.taken && !sent.answers.isEmpty() && sent.answers.stream().allMatch(Answered::refused));
    }

    /** What only the server knows. */
    public synchronized List<SentCommand> inDoubt() {
        return commands(sent -> sent.accepted().isEmpty()
                && !sent.isRejected()
                && (sent.answers.isEmpty() && !sent.taken || sent.everInDoubt));
    }

    /** What the broker took, in order. */
    public synchronized List<SentCommand> taken() {
        return List.copyOf(taken);
    }

    /** What the broker took though nobody can handle it. */
    public synchronized List<SentCommand> unfit() {
        return List.copyOf(unfit);
    }

    /** After which position a follower began. */
    public synchronized long from(String follower) {
        return from.get(follower);
    }

    /** A command by its id. */
    public synchronized Optional<SentCommand> command(String commandId) {
        return Optional.ofNullable(commands.get(commandId)).map(sent -> sent.command);
    }

    /** Every answer to what was sent. */
    public synchronized List<Answered> answers() {
        return commands.values().stream().flatMap(sent -> sent.answers.stream()).toList();
    }

    /** What each follower was shown. */
    public synchronized Map<String, List<JsonNode>> shown() {
        Map<String, List<JsonNode>> copy = new LinkedHashMap<>();
        shown.forEach((follower, events) -> copy.put(follower, List.copyOf(events)));
        return copy;
    }

    public synchronized Set<String> commandIds() {
        return Set.copyOf(commands.keySet());
    }

    /** How many commands a client did not know the outcome of at some time. */
    public synchronized int everUnknown() {
        return everUnknown;
    }

    @Override
    public synchronized String toString() {
        return "%d sent, %d accepted, %d rejected, %d in doubt, %d taken by the broker"
                .formatted(
                        commands.size(),
                        accepted().size(),
                        rejected().size(),
                        inDoubt().size(),
                        taken.size() + unfit.size());
    }

    private List<SentCommand> commands(Predicate<SentTo> which) {
        return commands.values().stream()
                .filter(which)
                .map(sent -> sent.command)
                .toList();
    }

    /** One command and all that was said about it. */
    private static final class SentTo {

        private final SentCommand command;
        private final List<Answered> answers = new ArrayList<>();
        private boolean everInDoubt;
        private boolean taken;

        SentTo(SentCommand command) {
            this.command = command;
        }

        Optional<Answered> accepted() {
            return answers.stream().filter(Answered::accepted).findFirst();
        }

        /** At least once. */
        boolean isWithoutAnswer() {
            return answers.stream().anyMatch(answer -> answer.status() == 0);
        }

        /** A rejection that came after a doubt settles it. */
        boolean isRejected() {
            return answers.stream().anyMatch(Answered::rejected);
        }
    }
}
