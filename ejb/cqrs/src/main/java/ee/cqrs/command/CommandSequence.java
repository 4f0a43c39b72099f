package ee.cqrs.command;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.command.CommandAdmission.Admitted;
import ee.cqrs.registry.BusyException;
import ee.cqrs.store.QueueFullException;
import ee.cqrs.store.SupersededException;

/**
 * The commands of one sender, in their order: the next is attempted before the last one is saved. When one cannot go on
 * like that, those before it are awaited first.
 */
final class CommandSequence implements AutoCloseable {

    private final CommandHandler handler;
    private final InFlightCommands inFlight;
    private final List<Sent> all = new ArrayList<>();
    private final Queue<Sent> pending = new ArrayDeque<>();
    private final Map<AggregateId, PendingCommand<?>> last = new HashMap<>();

    CommandSequence(CommandHandler handler, InFlightCommands inFlight) {
        this.handler = handler;
        this.inFlight = inFlight;
    }

    void add(CommandMessage message, Supplier<Admitted<?>> admission) {
        Sent sent = new Sent(message);
        all.add(sent);
        try {
            sent.pending = begin(new PendingCommand<>(handler, inFlight, admission.get()));
            pending.add(sent);
            if (!sent.pending.isKnown()) { // else it does not say whether the one before it is lost
                last.put(message.aggregate(), sent.pending);
            }
        } catch (RuntimeException e) {
            sent.fail(e);
        }
    }

    List<CommandResult> results() {
        settle();
        return all.stream().map(sent -> sent.result).toList();
    }

    /** Whatever happened, nothing stays reserved. */
    @Override
    public void close() {
        settle();
    }

    private PendingCommand<?> begin(PendingCommand<?> next) {
        try {
            if (next.tryReserve()) {
                return next.begin(Optional.ofNullable(last.get(next.aggregate())));
            }
        } catch (BusyException | QueueFullException | SupersededException e) {
            if (pending.isEmpty()) {
                throw e;
            }
        }
        settle(); // it may be our own commands that are in the way
        next.reserve();
        return next.begin(Optional.empty());
    }

    private void settle() {
        for (Sent sent = pending.poll(); sent != null; sent = pending.poll()) {
            sent.settle();
        }
        last.clear();
    }

    private static final class Sent {

        private final CommandMessage message;
        private PendingCommand<?> pending;
        private CommandResult result;

        Sent(CommandMessage message) {
            this.message = message;
        }

        void settle() {
            try {
                result = new CommandResult(pending.await(), null);
            } catch (RuntimeException e) {
                fail(e);
            }
        }

        void fail(RuntimeException e) {
            result = new CommandResult(null, Failures.translate(message, e));
        }
    }
}
