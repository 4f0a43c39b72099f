package ee.cqrs.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.command.Recorder.Recorded;
import ee.cqrs.registry.AggregateRegistry;
import ee.cqrs.registry.LiveAggregate;
import ee.cqrs.store.Append;
import ee.cqrs.store.Journal;
import ee.cqrs.store.KeyHolders;
import ee.cqrs.store.KeyTakenException;
import ee.cqrs.store.StoreException;
import org.jboss.logging.Logger;

/**
 * What the commands inside one transaction of a caller's have come to so far. Its aggregates belong to it until it
 * ends; nobody else sees their provisional states. It may end on another thread: the one that watches time-outs.
 */
final class JoinedTransaction implements Synchronization {

    private static final Logger LOG = Logger.getLogger(JoinedTransaction.class);

    private final AggregateRegistry registry;
    private final InFlightCommands inFlight;
    private final Journal journal;

    private final Map<AggregateId, Part<?>> parts = new LinkedHashMap<>();
    private final Map<String, Recorded<?>> recorded = new LinkedHashMap<>();
    private final Set<String> commandIds = new HashSet<>();
    private List<Append> placed = List.of();
    private Set<String> projected = Set.of();
    private boolean appending;
    private boolean ended;

    JoinedTransaction(AggregateRegistry registry, InFlightCommands inFlight, Journal journal) {
        this.registry = registry;
        this.inFlight = inFlight;
        this.journal = journal;
    }

    /** The outcome of an equal command id earlier in this transaction. */
    synchronized Optional<CommandOutcome> repeated(IdentifiedCommand command) {
        requireActive();
        String commandId = command.message().commandId();
        Recorded<?> earlier = recorded.get(commandId);
        if (earlier != null && !earlier.append().command().contentHash().equals(command.contentHash())) {
            throw CommandLog.keyReused(commandId);
        }
        return Optional.ofNullable(earlier).map(Recorded::joinedOutcome);
    }

    void reserve(String commandId) {
        if (!holds(commandId)) {
            inFlight.enter(commandId);
            keepOr(() -> commandIds.add(commandId), () -> inFlight.leave(commandId));
        }
    }

    /** The place of an aggregate, which this transaction has to itself from now on. */
    @SuppressWarnings("unchecked") // the type name in the id stands for one state class
    <S> Part<S> enter(AggregateId id) {
        Part<S> part = (Part<S>) part(id);
        if (part != null) {
            return part;
        }
        Part<S> entered = new Part<>(registry.enterAlone(id));
        keepOr(() -> parts.put(id, entered), () -> registry.leave(entered.place));
        return entered;
    }

    /**
     * Works on an aggregate of this transaction. A time-out waits for it: after it the aggregate is somebody else's.
     *
     * @throws CommandException if the transaction has ended
     */
    synchronized <T> T whileActive(Supplier<T> work) {
        requireActive();
        return work.get();
    }

    /**
     * Takes an accepted command in.
     *
     * @return rejected after all, if another aggregate has a natural key that it wants
     */
    synchronized <S> CommandOutcome add(Part<S> part, Recorded<S> accepted) {
        Optional<KeyTakenException> taken = keyTaken(accepted.append());
        if (taken.isPresent()) {
            return new CommandOutcome.Rejected(
                    accepted.append().command().commandId(),
                    taken.get().code(),
                    taken.get().getMessage());
        }
        project(accepted.append());
        part.provisional = accepted.candidate();
        recorded.put(accepted.append().command().commandId(), accepted);
        return accepted.joinedOutcome();
    }

    /**
     * Inline projections write now, as what JPA writes while the transaction completes can come too late.
     *
     * @throws CommandException if they have become others since the command before
     */
    private void project(Append append) {
        Set<String> now = journal.projectJoined(append);
        if (!recorded.isEmpty() && !now.equals(projected)) {
            throw new CommandException(Problem.retry(
                    Problem.Kind.UNAVAILABLE,
                    "Which projections are inline has changed: roll this transaction back and try again",
                    1));
        }
        projected = now;
    }

    /** By the store, and by what this transaction has done before. Who comes first meanwhile fails its commit. */
    private Optional<KeyTakenException> keyTaken(Append append) {
        if (append.keys().isEmpty()) {
            return Optional.empty();
        }
        List<Append> all = new ArrayList<>();
        recorded.values().forEach(earlier -> all.add(earlier.append()));
        all.add(append);
        KeyHolders holders = journal.holders(all);
        return all.stream().map(holders::take).toList().get(all.size() - 1);
    }

    @Override
    public synchronized void beforeCompletion() {
        appending = true;
        if (!recorded.isEmpty()) {
            placed = journal.appendJoined(
                    recorded.values().stream().map(Recorded::append).toList(), projected);
        }
    }

    @Override
    public synchronized void afterCompletion(int status) {
        ended = true;
        boolean committed = status == Status.STATUS_COMMITTED && isDurable();
        if (!committed && appending) {
            journal.doubt(); // the commit may have begun: only the store can tell
        }
        commandIds.forEach(inFlight::leave);
        parts.values().forEach(part -> {
            part.end(committed, appending);
            registry.leave(part.place);
        });
    }

    private boolean isDurable() {
        try {
            journal.committed(placed);
            return true;
        } catch (StoreException e) { // the caller's transaction is committed and hears no more
            LOG.errorf(e, "The commands %s are committed but not on the disk", commandIds);
            return false;
        }
    }

    private synchronized boolean holds(String commandId) {
        return commandIds.contains(commandId);
    }

    private synchronized Part<?> part(AggregateId id) {
        return parts.get(id);
    }

    private synchronized void keepOr(Runnable keep, Runnable release) {
        if (isOver()) {
            release.run();
            throw JoinedTransactions.ended();
        }
        keep.run();
    }

    private void requireActive() {
        if (isOver()) {
            throw JoinedTransactions.ended();
        }
    }

    /** What comes while the transaction completes would be answered and not saved. */
    private boolean isOver() {
        return ended || appending;
    }

    /** An aggregate in this transaction. */
    static final class Part<S> {

        private final LiveAggregate<S> place;
        private AggregateState<S> provisional;

        Part(LiveAggregate<S> place) {
            this.place = place;
        }

        LiveAggregate<S> place() {
            return place;
        }

        Optional<AggregateState<S>> provisional() {
            return Optional.ofNullable(provisional);
        }

        /**
         * Others have changed it.
         *
         * @throws CommandException if the transaction has, too: it cannot be committed any more
         */
        void drop() {
            if (provisional != null) {
                throw new CommandException(Problem.of(
                        Problem.Kind.CONFLICT,
                        "Another writer has changed %s since this transaction did: roll it back and try again"
                                .formatted(place.id())));
            }
            place.drop();
        }

        private void end(boolean committed, boolean unknown) {
            if (committed && provisional != null) {
                place.swap(provisional);
            } else if (!committed && unknown) {
                place.drop();
            }
        }
    }
}
