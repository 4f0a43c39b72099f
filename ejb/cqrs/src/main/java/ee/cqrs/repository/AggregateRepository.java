package ee.cqrs.repository;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.aggregate.Meta;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.UnreadableException;
import ee.cqrs.registry.AggregateRegistry;
import ee.cqrs.registry.BusyException;
import ee.cqrs.registry.Chain;
import ee.cqrs.registry.LiveAggregate;
import ee.cqrs.settings.Settings;
import ee.cqrs.snapshot.Snapshotter;
import ee.cqrs.store.Journal;
import ee.cqrs.store.ReadableHead;
import ee.cqrs.store.RecordedEvent;

/** Finds aggregates in memory and restores those that are not there. */
@Singleton
public class AggregateRepository {

    private static final String NOBODY = "system";

    private final AggregateRegistry registry;
    private final AggregateFactory factory;
    private final Snapshotter snapshotter;
    private final Replay replay;
    private final Clock clock;
    private final Settings settings;
    private final Journal journal;
    private final ReadableHead head;
    private final Freshness freshness;
    private final Semaphore restores;
    /** Questions about the past must not keep commands from their restores. */
    private final Semaphore history;

    /**
     * Injected.
     *
     * @param registry the live aggregates
     * @param factory makes beans
     * @param snapshotter reads snapshots
     * @param replay applies later events
     * @param journal settles what is in doubt before a restore
     * @param head what is durable
     * @param freshness whether memory is what the store has
     * @param clock the time of a new state
     * @param settings how many restores run at once
     */
    @Inject
    public AggregateRepository(
            AggregateRegistry registry,
            AggregateFactory factory,
            Snapshotter snapshotter,
            Replay replay,
            Journal journal,
            ReadableHead head,
            Freshness freshness,
            Clock clock,
            Settings settings) {
        this.registry = registry;
        this.factory = factory;
        this.snapshotter = snapshotter;
        this.replay = replay;
        this.clock = clock;
        this.settings = settings;
        this.journal = journal;
        this.head = head;
        this.freshness = freshness;
        restores = new Semaphore(settings.parallelRestores(), true);
        history = new Semaphore(settings.parallelRestores(), true);
    }

    /**
     * Brings the aggregate whose turn the caller has to life, unless it is alive.
     *
     * @param definition the type
     * @param place its place
     * @param <S> the state record
     * @return the durable state
     * @throws UnreadableException if what is stored cannot be read
     */
    public <S> AggregateState<S> activate(AggregateDefinition<S> definition, LiveAggregate<S> place) {
        return place.durable().orElseGet(() -> {
            place.awaitPending(settings.waitLimit());
            long asked = System.nanoTime();
            return activate(definition, place, restore(definition, place.id()), asked);
        });
    }

    /**
     * Brings the aggregate whose turn the caller has to life, unless it is alive.
     *
     * @param definition the type
     * @param place its place
     * @param <S> the state record
     * @return the candidates under way, which the next one extends
     * @throws UnreadableException if what is stored cannot be read
     */
    public <S> Chain<S> chain(AggregateDefinition<S> definition, LiveAggregate<S> place) {
        Chain<S> chain;
        do {
            activate(definition, place);
            chain = place.chain();
        } while (chain.latest() == null); // a save in doubt took the state away just now
        return chain;
    }

    /**
     * The durable state of an aggregate. It does not wait for commands: if one is inside of an aggregate that is not
     * in memory yet, or that others have changed, the state is restored for this call only.
     *
     * @param definition the type
     * @param id which one
     * @param <S> the state record
     * @return empty if it never existed
     * @throws UnreadableException if what is stored cannot be read
     */
    @SuppressWarnings("unchecked") // the type name in the id stands for one state class
    public <S> Optional<AggregateState<S>> find(AggregateDefinition<S> definition, AggregateId id) {
        long since = freshness.currentSince();
        AggregateState<S> state =
                (AggregateState<S>) freshness.find(id, since).orElseGet(() -> revive(definition, id, since));
        return Optional.of(state).filter(found -> found.index() >= 0);
    }

    private <S> AggregateState<S> revive(AggregateDefinition<S> definition, AggregateId id, long since) {
        Optional<LiveAggregate<S>> place = registry.tryEnter(id);
        try {
            boolean complete = place.isPresent() && !place.get().isPending(); // before the store is read
            long asked = System.nanoTime();
            AggregateState<S> state = place.filter(present -> present.isReadSince(since))
                    .flatMap(LiveAggregate::durable)
                    .orElseGet(() -> restore(definition, id));
            if (complete && indexOf(place.get()) != state.index()) {
                activate(definition, place.get(), state, asked);
            }
            return state;
        } finally {
            place.ifPresent(registry::leave);
        }
    }

    private static long indexOf(LiveAggregate<?> place) {
        return place.durable().map(AggregateState::index).orElse(-1L);
    }

    /**
     * The state as it was after one event.
     *
     * @param definition the type
     * @param id which one
     * @param index the index of the event
     * @param <S> the state record
     * @return empty if there was no such event, or its state is not kept
     */
    public <S> Optional<AggregateState<S>> at(AggregateDefinition<S> definition, AggregateId id, long index) {
        return past(
                        definition,
                        id,
                        meta -> meta.index() <= index,
                        event -> event.meta().index() <= index)
                .filter(state -> state.index() == index);
    }

    /**
     * The state as it was at one time.
     *
     * @param definition the type
     * @param id which one
     * @param time the time, inclusive
     * @param <S> the state record
     * @return empty if it did not exist yet, or its state is not kept
     */
    public <S> Optional<AggregateState<S>> at(AggregateDefinition<S> definition, AggregateId id, Instant time) {
        return past(definition, id, meta -> !meta.timestamp().isAfter(time), event -> !event.meta()
                .timestamp()
                .isAfter(time));
    }

    /** Like all readers it sees no event before it is durable; a snapshot has no position, so the present caps it. */
    private <S> Optional<AggregateState<S>> past(
            AggregateDefinition<S> definition, AggregateId id, Predicate<Meta> base, Predicate<RecordedEvent> until) {
        long durable = head.position();
        long present = find(definition, id).map(AggregateState::index).orElse(-1L);
        return Optional.of(limited(
                        history,
                        () -> replay.replay(
                                definition,
                                start(
                                                definition,
                                                id,
                                                snapshotter.best(
                                                        definition, id, base.and(meta -> meta.index() <= present)))
                                        .state(),
                                until.and(event -> event.meta().position() <= durable))))
                .filter(state -> state.index() >= 0);
    }

    /** The six rules: design and names in the tests. */
    private <S> AggregateState<S> restore(AggregateDefinition<S> definition, AggregateId id) {
        journal.settleDoubts();
        return limited(restores, () -> {
            var beginning = snapshotter.beginning(definition, id, Replay.BEGINNING);
            Start<S> start = start(definition, id, beginning.snapshot());
            AggregateState<S> state = replay.replay(definition, start.state(), beginning.stored());
            if (state.index() < start.unreadable()) {
                throw new UnreadableException("%s cannot be restored: its snapshot at index %d is unreadable and its"
                                .formatted(id, start.unreadable())
                        + " events end at " + state.index());
            }
            return state;
        });
    }

    private <S> AggregateState<S> activate(
            AggregateDefinition<S> definition, LiveAggregate<S> place, AggregateState<S> state, long asked) {
        place.activate(factory.create(definition), definition.behaviour(), state, asked);
        return state;
    }

    private <S> Start<S> start(AggregateDefinition<S> definition, AggregateId id, Snapshotter.Found<S> found) {
        return new Start<>(found.state().orElseGet(() -> newState(definition, id)), found.unreadable());
    }

    /**
     * A state before any event.
     *
     * @param definition the type
     * @param id which one
     * @param <S> the state record
     * @return at index -1
     */
    public <S> AggregateState<S> newState(AggregateDefinition<S> definition, AggregateId id) {
        Meta meta = new Meta(
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                UUID.randomUUID(),
                definition.state().version(),
                NOBODY,
                -1,
                id.type(),
                id.id(),
                definition.storedSnapshotPeriod());
        return new AggregateState<>(meta, definition.behaviour().initial(), null);
    }

    private <T> T limited(Semaphore permits, Supplier<T> restore) {
        try {
            if (!permits.tryAcquire(settings.waitLimit().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BusyException("Too many restores are running", Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException("Interrupted", Duration.ofSeconds(1));
        }
        try {
            return restore.get();
        } finally {
            permits.release();
        }
    }

    private record Start<S>(AggregateState<S> state, long unreadable) {}
}
