package ee.cqrs.web.stream;

import java.util.Optional;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.store.EventStore;
import ee.cqrs.store.Portion;

/** What is read of the event store, no more at once than memory has room for. */
interface Log {

    /** The events of the log after a position up to the head, perhaps of one type only. */
    Portion feed(long after, long head, int limit, Optional<String> type);

    /** The events of an aggregate after an index. */
    Portion events(AggregateId aggregate, long after, int limit);

    static Log of(EventStore store) {
        return new Log() {
            @Override
            public Portion feed(long after, long head, int limit, Optional<String> type) {
                return store.portion(after, head, limit, type);
            }

            @Override
            public Portion events(AggregateId aggregate, long after, int limit) {
                return store.portion(aggregate, after, limit);
            }
        };
    }
}
