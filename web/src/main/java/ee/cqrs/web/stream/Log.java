package ee.cqrs.web.stream;

import java.util.List;
import java.util.Optional;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.store.EventStore;
import ee.cqrs.store.RecordedEvent;

/** What is read of the event store. */
interface Log {

    /** The events of the log after a position up to the head, perhaps of one type only. */
    List<RecordedEvent> feed(long after, long head, int limit, Optional<String> type);

    /** The events of an aggregate after an index. */
    List<RecordedEvent> events(AggregateId aggregate, long after, int limit);

    static Log of(EventStore store) {
        return new Log() {
            @Override
            public List<RecordedEvent> feed(long after, long head, int limit, Optional<String> type) {
                return store.feed(after, head, limit, type);
            }

            @Override
            public List<RecordedEvent> events(AggregateId aggregate, long after, int limit) {
                return store.events(aggregate, after, limit);
            }
        };
    }
}
