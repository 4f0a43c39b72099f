package ee.cqrs.registry;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.settings.Settings;

/**
 * The live aggregates of this node, and the queue of each. Memory is bounded: past the limit, and when idle, the least
 * recently used leave first, and never one that a command is inside of or waiting for.
 */
@Singleton
public class AggregateRegistry {

    /** Passivating a few at a time spares a search for the oldest on every new aggregate. */
    private static final int EVICTION_SHARE = 20;

    private final Map<AggregateId, LiveAggregate<?>> places = new ConcurrentHashMap<>();
    private final AtomicBoolean evicting = new AtomicBoolean();
    private final Settings settings;

    /**
     * Injected.
     *
     * @param settings limits of memory and waiting
     */
    @Inject
    public AggregateRegistry(Settings settings) {
        this.settings = settings;
    }

    /**
     * Waits for the turn at an aggregate; {@link #leave} must follow.
     *
     * @param id which aggregate
     * @param <S> its state record
     * @return its place, with or without a live bean
     * @throws BusyException if the queue is full or the wait takes too long
     */
    public <S> LiveAggregate<S> enter(AggregateId id) {
        LiveAggregate<S> place = join(id, settings.queueLimit());
        if (!place.awaitTurn(settings.waitLimit())) {
            quit(place);
            throw new BusyException(
                    "%s is busy: waited %d ms for its turn"
                            .formatted(id, settings.waitLimit().toMillis()),
                    Duration.ofSeconds(1));
        }
        return place;
    }

    /**
     * Waits for the turn at an aggregate and until no candidate of others is being saved; {@link #leave} must follow.
     *
     * @param id which aggregate
     * @param <S> its state record
     * @return its place, with or without a live bean
     * @throws BusyException if the queue is full or the wait takes too long
     */
    public <S> LiveAggregate<S> enterAlone(AggregateId id) {
        LiveAggregate<S> place = enter(id);
        try {
            place.awaitPending(settings.waitLimit());
            return place;
        } catch (BusyException e) {
            leave(place);
            throw e;
        }
    }

    /**
     * Takes the turn at an aggregate if nobody has it; {@link #leave} must follow.
     *
     * @param id which aggregate
     * @param <S> its state record
     * @return empty if somebody is inside
     */
    public <S> Optional<LiveAggregate<S>> tryEnter(AggregateId id) {
        LiveAggregate<S> place = join(id, Integer.MAX_VALUE);
        if (place.takeTurn()) {
            return Optional.of(place);
        }
        quit(place);
        return Optional.empty();
    }

    /**
     * Ends the turn, and the use of the aggregate.
     *
     * @param place what {@link #enter} returned
     */
    public void leave(LiveAggregate<?> place) {
        endTurn(place);
        quit(place);
    }

    /**
     * Ends the turn only: the next one may go in, and the aggregate stays in memory until {@link #quit}.
     *
     * @param place what {@link #enter} returned
     */
    public void endTurn(LiveAggregate<?> place) {
        place.endTurn();
    }

    /**
     * Ends the use of the aggregate. What does not exist yet, or has crashed, leaves nothing behind.
     *
     * @param place what {@link #enter} returned
     */
    public void quit(LiveAggregate<?> place) {
        places.computeIfPresent(place.id(), (id, present) -> {
            if (present.quit() > 0 || present.worthKeeping()) {
                return present;
            }
            present.drop();
            return null;
        });
        if (places.size() > settings.maxLive() && evicting.compareAndSet(false, true)) {
            try {
                passivateOldest(places.size() - settings.maxLive() + settings.maxLive() / EVICTION_SHARE);
            } finally {
                evicting.set(false);
            }
        }
    }

    /**
     * The last durable state of a live aggregate, without waiting.
     *
     * @param id which aggregate
     * @return empty if it is not in memory
     */
    public Optional<AggregateState<?>> find(AggregateId id) {
        LiveAggregate<?> place = places.get(id);
        return place == null ? Optional.empty() : place.durable().map(state -> state);
    }

    /**
     * The last durable state of a live aggregate, without waiting, if it was read or confirmed since a certain time.
     *
     * @param id which aggregate
     * @param time a time of {@link System#nanoTime()}
     * @return empty if it is not in memory, or has been there for longer
     */
    public Optional<AggregateState<?>> find(AggregateId id, long time) {
        LiveAggregate<?> place = places.get(id);
        return place == null || !place.isReadSince(time)
                ? Optional.empty()
                : place.durable().map(state -> state);
    }

    /**
     * The store has been asked for the last index of an aggregate, and its state had it.
     *
     * @param id which aggregate
     * @param index the index
     * @param time when the store was asked, a time of {@link System#nanoTime()}
     */
    public void confirm(AggregateId id, long index, long time) {
        LiveAggregate<?> place = places.get(id);
        if (place != null) {
            place.confirm(index, time);
        }
    }

    /**
     * Passivates an aggregate that others have changed, unless somebody uses it: he finds out himself.
     *
     * @param id which aggregate
     * @param index the index that it must have
     */
    public void evictBehind(AggregateId id, long index) {
        places.computeIfPresent(id, (key, place) -> {
            if (place.inUse()
                    || place.durable().filter(state -> state.index() < index).isEmpty()) {
                return place;
            }
            place.drop();
            return null;
        });
    }

    /**
     * Has an aggregate leave memory when nobody is inside of it, so that the next one restores it.
     *
     * @param id which aggregate
     * @throws BusyException if that takes too long
     */
    public void evict(AggregateId id) {
        LiveAggregate<?> place = enterAlone(id);
        place.drop();
        leave(place);
    }

    /**
     * The live aggregates.
     *
     * @return their ids at this moment, in no order
     */
    public List<AggregateId> live() {
        return places.values().stream()
                .filter(place -> place.durable().isPresent())
                .map(LiveAggregate::id)
                .toList();
    }

    /**
     * How many aggregates are in memory, or being asked for.
     *
     * @return their number at this moment
     */
    public int size() {
        return places.size();
    }

    /** Passivates what has been idle for longer than the setting. */
    public void passivateIdle() {
        long limit = System.nanoTime() - settings.idleTime().toNanos();
        places.values().stream()
                .filter(place -> place.lastUsed() - limit < 0)
                .forEach(place -> passivate(place, limit));
    }

    private void passivateOldest(int count) {
        places.values().stream()
                .map(place -> new Used(place, place.lastUsed())) // it changes while it is sorted
                .sorted(Comparator.comparingLong(Used::last))
                .limit(count)
                .forEach(used -> passivate(used.place(), Long.MAX_VALUE));
    }

    /** Removes the place while nobody is in it and the map's bin is locked, so that nobody can come in meanwhile. */
    private void passivate(LiveAggregate<?> idle, long limit) {
        places.computeIfPresent(idle.id(), (id, place) -> {
            if (place != idle || place.inUse() || limit != Long.MAX_VALUE && place.lastUsed() - limit >= 0) {
                return place;
            }
            place.drop();
            return null;
        });
    }

    @SuppressWarnings("unchecked") // the type name in the id stands for one state class
    private <S> LiveAggregate<S> join(AggregateId id, int queueLimit) {
        LiveAggregate<?> joined = places.compute(id, (key, present) -> {
            LiveAggregate<?> place = present == null ? new LiveAggregate<S>(key) : present;
            if (place.join() > queueLimit) {
                place.quit();
                throw new BusyException(
                        "%s is busy: %d commands are waiting".formatted(key, queueLimit), Duration.ofSeconds(1));
            }
            return place;
        });
        return (LiveAggregate<S>) joined;
    }

    private record Used(LiveAggregate<?> place, long last) {}
}
