package ee.cqrs.web.stream;

import java.util.List;
import java.util.Optional;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.store.RecordedEvent;

/** A page of the past. Equal ones have the same content, once it cannot grow any more. */
sealed interface Section {

    /** How many events: short, so that a client that takes little has little read for it. */
    int PAGE = 100;

    List<RecordedEvent> read(Log log, long head);

    /** The last position of the log that it covers. */
    long until(List<RecordedEvent> events, long head);

    /** Whether there is no more to come at its end. */
    default boolean isWhole(List<RecordedEvent> events, long head) {
        return events.size() == PAGE;
    }

    /** A page of the whole log. Its borders do not depend on who asks, so that it is read once for many. */
    record Block(long number) implements Section {

        static Block after(long position) {
            return new Block(position / PAGE);
        }

        private long end() {
            return (number + 1) * PAGE;
        }

        @Override
        public List<RecordedEvent> read(Log log, long head) {
            return log.feed(number * PAGE, Math.min(head, end()), PAGE, Optional.empty());
        }

        @Override
        public long until(List<RecordedEvent> events, long head) {
            return Math.min(head, end());
        }

        @Override
        public boolean isWhole(List<RecordedEvent> events, long head) {
            return end() <= head;
        }
    }

    /** What follows a position of the whole log. */
    record Rest(long after) implements Section {

        @Override
        public List<RecordedEvent> read(Log log, long head) {
            return log.feed(after, head, PAGE, Optional.empty());
        }

        @Override
        public long until(List<RecordedEvent> events, long head) {
            return lastOr(head, events);
        }
    }

    /** The next events of a type. */
    record OfType(String type, long after) implements Section {

        @Override
        public List<RecordedEvent> read(Log log, long head) {
            return log.feed(after, head, PAGE, Optional.of(type));
        }

        @Override
        public long until(List<RecordedEvent> events, long head) {
            return lastOr(head, events);
        }
    }

    /** The next events of an aggregate. */
    record OfAggregate(AggregateId aggregate, long afterIndex) implements Section {

        @Override
        public List<RecordedEvent> read(Log log, long head) {
            return log.events(aggregate, afterIndex, PAGE).stream()
                    .takeWhile(event -> event.meta().position() <= head)
                    .toList();
        }

        @Override
        public long until(List<RecordedEvent> events, long head) {
            return lastOr(head, events);
        }
    }

    private static long lastOr(long head, List<RecordedEvent> events) {
        return events.size() == PAGE ? events.get(PAGE - 1).meta().position() : head;
    }
}
