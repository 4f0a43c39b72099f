package ee.cqrs.repository;

import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.registry.AggregateRegistry;
import ee.cqrs.registry.LiveAggregate;
import ee.cqrs.settings.Settings;
import ee.cqrs.store.EventStore;
import ee.cqrs.store.Membership;

/**
 * Whether memory is what the store has. While this node is alone, it is. While others share the store, the store is asked
 * for the last index before anybody is told what follows from a state in memory.
 */
@Singleton
public class Freshness {

    private final Membership membership;
    private final AggregateRegistry registry;
    private final EventStore store;
    private final Settings settings;

    /**
     * Injected.
     *
     * @param membership whether this node is alone
     * @param registry the live aggregates
     * @param store what is true
     * @param settings how long commands under way may take
     */
    @Inject
    public Freshness(Membership membership, AggregateRegistry registry, EventStore store, Settings settings) {
        this.membership = membership;
        this.registry = registry;
        this.store = store;
        this.settings = settings;
    }

    /**
     * From when on a state must have been read from the store to hold now.
     *
     * @return a time of {@link System#nanoTime()}
     */
    public long currentSince() {
        return membership.currentSince();
    }

    /**
     * The present state of a live aggregate, without waiting for commands.
     *
     * @param id which one
     * @param since what {@link #currentSince} was when the question came
     * @return empty if it is not in memory, or memory is behind
     */
    Optional<AggregateState<?>> find(AggregateId id, long since) {
        return registry.find(id, since).or(() -> {
            Optional<AggregateState<?>> live = registry.find(id);
            return live.filter(state -> isLast(id, state));
        });
    }

    /**
     * Whether the durable state of the aggregate whose turn the caller has is the present one, once nothing of it is being
     * saved.
     *
     * @param place its place
     * @param since what {@link #currentSince} was when the command began
     * @return false if others have changed it, or it is not alive any more
     */
    public boolean isCurrent(LiveAggregate<?> place, long since) {
        if (place.isReadSince(since)) {
            return true;
        }
        place.awaitPending(settings.waitLimit());
        return place.durable().filter(state -> isLast(place.id(), state)).isPresent();
    }

    private boolean isLast(AggregateId id, AggregateState<?> state) {
        long asked = System.nanoTime();
        if (store.lastIndex(id) != state.index()) {
            return false;
        }
        registry.confirm(id, state.index(), asked);
        return true;
    }
}
