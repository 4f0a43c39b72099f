package ee.cqrs.snapshot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.aggregate.Meta;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.UnreadableException;
import ee.cqrs.json.Json;
import ee.cqrs.store.EventStore;
import ee.cqrs.store.Quarantine;
import ee.cqrs.store.StoredState;
import ee.cqrs.store.StoredStream;
import org.jboss.logging.Logger;

/** Takes snapshots by the period of the type and reads them back. */
@Singleton
public class Snapshotter {

    private static final Logger LOG = Logger.getLogger(Snapshotter.class);

    private final EventStore store;
    private final Quarantine quarantine;
    private final Json json;

    /**
     * Injected.
     *
     * @param store where snapshots are kept
     * @param quarantine those that must not be used
     * @param json writes and reads states
     */
    @Inject
    public Snapshotter(EventStore store, Quarantine quarantine, Json json) {
        this.store = store;
        this.quarantine = quarantine;
        this.json = json;
    }

    /**
     * The snapshot to save with a command. Before the first events of an aggregate that is none, the new state itself
     * is kept, at index -1.
     *
     * @param definition the type
     * @param before the state before the command
     * @param after the state after it
     * @param <S> the state record
     * @return empty if none is due
     */
    public <S> Optional<StoredState> due(
            AggregateDefinition<S> definition, AggregateState<S> before, AggregateState<S> after) {
        int period = definition.snapshotPeriod();
        if (period == AggregateType.NEVER || after.index() == before.index()) {
            return Optional.empty();
        }
        if (period == 0 || (after.index() + 1) / period > (before.index() + 1) / period) {
            return Optional.of(stored(after, period == 0));
        }
        return before.index() < 0 ? Optional.of(stored(before, false)) : Optional.empty();
    }

    /**
     * Reads the best of some snapshots.
     *
     * @param definition the type
     * @param aggregate the aggregate
     * @param wanted which snapshots may be used
     * @param <S> the state record
     * @return the readable snapshot with the highest index, if any
     */
    public <S> Found<S> best(AggregateDefinition<S> definition, AggregateId aggregate, Predicate<Meta> wanted) {
        return best(
                definition,
                inUse(definition, aggregate)
                        .filter(snapshot -> wanted.test(snapshot.meta()))
                        .toList());
    }

    /**
     * Reads what a restore begins with, in one go: the best snapshot, and the events after the latest one.
     *
     * @param definition the type
     * @param aggregate the aggregate
     * @param events how many events at most
     * @param <S> the state record
     * @return the snapshot and what is stored
     */
    public <S> Beginning<S> beginning(AggregateDefinition<S> definition, AggregateId aggregate, int events) {
        StoredStream stored = store.stream(aggregate, inUse(definition), events);
        return new Beginning<>(best(definition, stored.snapshots()), stored);
    }

    /**
     * Reads what is kept, to be compared. What cannot be read is left out: a restore reports it.
     *
     * @param definition the type
     * @param aggregate the aggregate
     * @param <S> the state record
     * @return the snapshots, and whether one is in quarantine
     */
    public <S> Kept<S> kept(AggregateDefinition<S> definition, AggregateId aggregate) {
        List<StoredState> stored = inUse(definition, aggregate).toList();
        Map<Boolean, AggregateState<S>> readable = new HashMap<>();
        for (StoredState snapshot : stored) {
            try {
                if (!quarantine.holds(snapshot.meta())) {
                    readable.put(snapshot.base(), read(definition, snapshot));
                }
            } catch (UnreadableException e) {
                LOG.debugf(e, "A snapshot of %s cannot be compared", aggregate);
            }
        }
        return new Kept<>(
                Optional.ofNullable(readable.get(true)),
                Optional.ofNullable(readable.get(false)),
                stored.stream().anyMatch(snapshot -> quarantine.holds(snapshot.meta())));
    }

    /**
     * One that cannot be read, or was altered, is reported and ignored, and so is one in quarantine, which was reported
     * then.
     */
    private <S> Found<S> best(AggregateDefinition<S> definition, List<StoredState> kept) {
        long unreadable = -1;
        for (StoredState snapshot : kept) {
            if (quarantine.holds(snapshot.meta())) {
                unreadable = Math.max(unreadable, snapshot.meta().index());
                continue;
            }
            try {
                return new Found<>(Optional.of(read(definition, snapshot)), unreadable);
            } catch (UnreadableException e) {
                LOG.warnf(
                        "Snapshot of %s at index %d is ignored: %s",
                        snapshot.meta().aggregate(), snapshot.meta().index(), e.getMessage());
                unreadable = Math.max(unreadable, snapshot.meta().index());
            }
        }
        return new Found<>(Optional.empty(), unreadable);
    }

    private Stream<StoredState> inUse(AggregateDefinition<?> definition, AggregateId aggregate) {
        return store.snapshots(aggregate).stream().filter(inUse(definition));
    }

    private static Predicate<StoredState> inUse(AggregateDefinition<?> definition) {
        boolean taken = definition.snapshotPeriod() != AggregateType.NEVER;
        return snapshot -> taken || snapshot.base();
    }

    private <S> AggregateState<S> read(AggregateDefinition<S> definition, StoredState snapshot) {
        if (!snapshot.isIntact()) {
            throw new UnreadableException("it was altered, its checksum does not match");
        }
        Record state =
                definition.state().read(json, snapshot.data(), snapshot.meta().version());
        // the state takes the version of today's record when it is loaded
        var meta = snapshot.meta().withVersion(definition.state().version());
        return new AggregateState<>(meta, definition.behaviour().stateClass().cast(state), snapshot.eventHash());
    }

    private <S> StoredState stored(AggregateState<S> state, boolean base) {
        return new StoredState(state.meta(), json.write(state.state()), state.eventHash(), base);
    }

    /**
     * What was found.
     *
     * @param state the best readable snapshot
     * @param unreadable the index of a better one that cannot be read: a restore must reach it by events; else -1
     * @param <S> the state record
     */
    public record Found<S>(Optional<AggregateState<S>> state, long unreadable) {}

    /**
     * What a restore begins with.
     *
     * @param snapshot the best snapshot
     * @param stored what was read
     * @param <S> the state record
     */
    public record Beginning<S>(Found<S> snapshot, StoredStream stored) {}

    /**
     * What is kept of one aggregate.
     *
     * @param base what its events start from, if it is not a new state
     * @param latest the latest snapshot after that
     * @param quarantined whether there is one that must not be used
     * @param <S> the state record
     */
    public record Kept<S>(Optional<AggregateState<S>> base, Optional<AggregateState<S>> latest, boolean quarantined) {}
}
