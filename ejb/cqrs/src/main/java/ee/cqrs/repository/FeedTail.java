package ee.cqrs.repository;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.registry.AggregateRegistry;
import ee.cqrs.store.DurableHead;
import ee.cqrs.store.EventStore;
import ee.cqrs.store.Membership;
import ee.cqrs.store.ReadableHead;

/**
 * Follows the log while other nodes write it too, and has the aggregates that they changed leave memory, so that the next
 * command need not find out. One thread follows.
 */
@Singleton
public class FeedTail {

    private static final int PAGE = 5_000;
    private static final long NOWHERE = -1;

    private final Membership membership;
    private final AggregateRegistry registry;
    private final EventStore store;
    private final DurableHead own;
    private final ReadableHead head;

    private long position = NOWHERE;

    /**
     * Injected.
     *
     * @param membership whether there are others
     * @param registry the live aggregates
     * @param store the log
     * @param own what this node has written
     * @param head how far the log may be read
     */
    @Inject
    public FeedTail(
            Membership membership, AggregateRegistry registry, EventStore store, DurableHead own, ReadableHead head) {
        this.membership = membership;
        this.registry = registry;
        this.store = store;
        this.own = own;
        this.head = head;
    }

    /**
     * Reads on.
     *
     * @return whether there is more to read
     */
    public boolean follow() {
        if (position == NOWHERE || membership.isAlone()) {
            position = own.position();
            return false;
        }
        long last = head.position();
        long until = Math.min(position + PAGE, last);
        if (until > position) {
            store.changes(position, until).forEach(registry::evictBehind);
            position = until;
        }
        return position < last;
    }
}
