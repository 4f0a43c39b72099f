package ee.cqrs.store;

import ee.cqrs.aggregate.AggregateId;

/** An aggregate that is to be created exists, and all that was stored of it is gone: nothing is saved. */
public final class EventsLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Names the aggregate.
     *
     * @param aggregate which one
     * @param cause what the database refused
     */
    public EventsLostException(AggregateId aggregate, Throwable cause) {
        super("%s exists, and its events and snapshots are gone".formatted(aggregate), cause);
    }
}
