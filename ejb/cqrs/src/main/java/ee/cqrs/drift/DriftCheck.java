package ee.cqrs.drift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.UnreadableException;
import ee.cqrs.json.Json;
import ee.cqrs.registry.AggregateRegistry;
import ee.cqrs.repository.AggregateRepository;
import ee.cqrs.repository.Replay;
import ee.cqrs.snapshot.Snapshotter;

/**
 * Compares what is known of one aggregate with the replay of its events: the state in memory and the latest snapshot, each at its
 * own index. Of a type that keeps no events, the state in memory is compared with the stored one.
 */
@Singleton
class DriftCheck {

    private final AggregateRegistry registry;
    private final AggregateRepository repository;
    private final Snapshotter snapshotter;
    private final Replay replay;
    private final Json json;

    @Inject
    DriftCheck(
            AggregateRegistry registry,
            AggregateRepository repository,
            Snapshotter snapshotter,
            Replay replay,
            Json json) {
        this.registry = registry;
        this.repository = repository;
        this.snapshotter = snapshotter;
        this.replay = replay;
        this.json = json;
    }

    @SuppressWarnings("unchecked") // the type name in the id stands for one state class
    <S> Comparison compare(AggregateDefinition<S> definition, AggregateId id) {
        // before the store is read: that has all that memory has
        Optional<AggregateState<S>> live = registry.find(id).map(state -> (AggregateState<S>) state);
        Snapshotter.Kept<S> kept = snapshotter.kept(definition, id);
        return definition.keepsEvents()
                ? withReplay(definition, id, live, kept)
                : withStored(definition, live, kept.base().orElseGet(() -> repository.newState(definition, id)));
    }

    private <S> Comparison withReplay(
            AggregateDefinition<S> definition,
            AggregateId id,
            Optional<AggregateState<S>> live,
            Snapshotter.Kept<S> kept) {
        AggregateState<S> origin = kept.base().orElseGet(() -> repository.newState(definition, id));
        List<Known<S>> all = Stream.concat(
                        kept.latest().map(state -> new Known<>("the snapshot", state)).stream(),
                        live.map(state -> new Known<>("the state in memory", state)).stream())
                .filter(known -> known.index() >= origin.index())
                .sorted(Comparator.comparingLong(Known::index))
                .toList();
        List<Known<S>> different = new ArrayList<>();
        AggregateState<S> replayed = origin;
        for (Known<S> known : all) {
            Reached reached = new Reached(replayed.index());
            try {
                replayed = replay.replay(
                        definition,
                        replayed,
                        event -> reached.moves(event.meta().index(), known));
            } catch (UnreadableException e) {
                return Comparison.broken(
                        "its events cannot be replayed: " + e.getMessage(), reached.next(), kept.quarantined());
            }
            if (replayed.index() < known.index()) {
                return Comparison.broken(
                        "%s has index %d, and its events end at %d"
                                .formatted(known.name(), known.index(), replayed.index()),
                        replayed.index() + 1,
                        kept.quarantined());
            }
            if (!isSame(definition, replayed.state(), known.state().state())) {
                different.add(known);
            }
        }
        return different.isEmpty()
                ? Comparison.equal(kept.quarantined())
                : difference(definition, origin, different, kept);
    }

    private <S> Comparison difference(
            AggregateDefinition<S> definition,
            AggregateState<S> origin,
            List<Known<S>> different,
            Snapshotter.Kept<S> kept) {
        long known = different.get(0).index();
        OptionalLong unstable = replay.unstable(definition, origin, known);
        String names = different.stream().map(Known::toString).collect(Collectors.joining(" and "));
        String reason = unstable.isPresent()
                ? "%s not what its events say, for event %d has another effect each time that it is applied"
                : "%s not what its events say";
        return new Comparison(
                reason.formatted(names + (different.size() > 1 ? " are" : " is"), unstable.orElse(known)),
                unstable.orElse(known),
                snapshotOf(different, kept),
                different.stream().anyMatch(one -> kept.latest().stream().noneMatch(one::is)),
                unstable.isEmpty(),
                kept.quarantined());
    }

    private static <S> UUID snapshotOf(List<Known<S>> different, Snapshotter.Kept<S> kept) {
        return kept.latest()
                .filter(snapshot -> different.stream().anyMatch(one -> one.is(snapshot)))
                .map(snapshot -> snapshot.meta().uuid())
                .orElse(null);
    }

    private <S> Comparison withStored(
            AggregateDefinition<S> definition, Optional<AggregateState<S>> live, AggregateState<S> stored) {
        if (live.isEmpty() || live.get().index() < stored.index()) { // saved, and not taken over yet
            return Comparison.equal(false);
        }
        long index = live.get().index();
        if (index > stored.index()) {
            return new Comparison(
                    "the state in memory has index %d, and the stored one %d".formatted(index, stored.index()),
                    stored.index() + 1,
                    null,
                    true,
                    true,
                    false);
        }
        return isSame(definition, stored.state(), live.get().state())
                ? Comparison.equal(false)
                : new Comparison("the state in memory is not the stored one", index, null, true, true, false);
    }

    /** What is written to the store and read from there is the same, in whatever order a set is written. */
    private <S> boolean isSame(AggregateDefinition<S> definition, S one, S other) {
        return one.equals(other) || roundTrip(definition, one).equals(roundTrip(definition, other));
    }

    private <S> Record roundTrip(AggregateDefinition<S> definition, S state) {
        return definition
                .state()
                .read(json, json.write(state), definition.state().version());
    }

    private record Known<S>(String name, AggregateState<S> state) {

        long index() {
            return state.index();
        }

        boolean is(AggregateState<S> other) {
            return state == other;
        }

        @Override
        public String toString() {
            return "%s at index %d".formatted(name, index());
        }
    }

    /** How far a replay came. */
    private static final class Reached {

        private long next;

        Reached(long index) {
            next = index + 1;
        }

        long next() {
            return next;
        }

        /** Called before an event is applied: those before it were. */
        boolean moves(long index, Known<?> until) {
            next = Math.min(index, next + 1);
            return index <= until.index();
        }
    }
}
