package ee.cqrs.subscription;

import java.time.Clock;

import ee.cqrs.settings.SubscriptionSettings;
import ee.cqrs.store.DurableHead;
import ee.cqrs.store.EventStore;
import ee.cqrs.store.Membership;

/**
 * What all partitions of a node work with.
 *
 * @param transactions in which they move
 * @param pages of the log, shared
 * @param store for the events of single aggregates
 * @param head how far the log may be read
 * @param membership whether other nodes can have partitions
 * @param settings how they work
 * @param node the name of this node, another one after each start
 * @param clock for what is recorded
 * @param outage tells the log that the database is away, once for all partitions
 * @param moves tells others that a partition has got on
 */
record Means(
        SubscriptionTransaction transactions,
        LogPages pages,
        EventStore store,
        DurableHead head,
        Membership membership,
        SubscriptionSettings settings,
        String node,
        Clock clock,
        Outage outage,
        Moves moves) {}
