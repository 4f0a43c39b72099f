package ee.cqrs.subscription;

import java.util.List;

import ee.cqrs.store.RecordedEvent;

/**
 * Does something with the events of the log. A CDI bean that implements this is found when the server starts; others are
 * handed to {@link Subscriptions#add}.
 */
public interface Subscriber {

    /**
     * What it wants to read.
     *
     * @return always the same
     */
    SubscriptionDefinition definition();

    /**
     * Handles events, in the transaction that also keeps how far the subscription has come: what is written with JPA, or
     * by the same data source, is there exactly once for each event. An exception undoes all of it; the events come again,
     * fewer and fewer at a time, so that only the one at fault is held up; after an {@link UnavailableException} no event
     * is. Several threads call this, one for each partition.
     *
     * @param events some, in the order of their position
     */
    void handle(List<RecordedEvent> events);
}
