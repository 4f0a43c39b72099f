package ee.cqrs.web.stream;

import java.util.List;
import java.util.Optional;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.store.Portion;
import ee.cqrs.store.RecordedEvent;

/** A page of the past. Equal ones have the same content, once it cannot grow any more. */
sealed interface Section {

    /** How many events: short, so that a client that takes little has little read for it. */
    int PAGE = 100;

    Portion read(Log log, long head);

    /** The last position of the log that it covers. */
    default long until(Portion read, long head) {
        return read.more() ? lastOf(read) : head;
    }

    /** Whether nothing can come into it any more: more events belong into another one. */
    default boolean isWhole(Portion read, long head) {
        return read.more();
    }

    /**
     * A page of the whole log. Its borders do not depend on who asks, so that it is read once for many. If its events are too
     * large for one, it ends earlier.
     */
    record Block(long number) implements Section {

        static Block after(long position) {
            return new Block(position / PAGE);
        }

        private long end() {
            return (number + 1) * PAGE;
        }

        @Override
        public Portion read(Log log, long head) {
            return log.feed(number * PAGE, Math.min(head, end()), PAGE, Optional.empty());
        }

        @Override
        public long until(Portion read, long head) {
            return read.more() ? lastOf(read) : Math.min(head, end());
        }

        @Override
        public boolean isWhole(Portion read, long head) {
            return read.more() || end() <= head;
        }
    }

    /** What follows a position of the whole log. */
    record Rest(long after) implements Section {

        @Override
        public Portion read(Log log, long head) {
            return log.feed(after, head, PAGE, Optional.empty());
        }
    }

    /** The next events of a type. */
    record OfType(String type, long after) implements Section {

        @Override
        public Portion read(Log log, long head) {
            return log.feed(after, head, PAGE, Optional.of(type));
        }
    }

    /** The next events of an aggregate. */
    record OfAggregate(AggregateId aggregate, long afterIndex) implements Section {

        @Override
        public Portion read(Log log, long head) {
            Portion stored = log.events(aggregate, afterIndex, PAGE);
            List<RecordedEvent> durable = stored.events().stream()
                    .takeWhile(event -> event.meta().position() <= head)
                    .toList();
            return new Portion(
                    durable, stored.more() && durable.size() == stored.events().size());
        }
    }

    private static long lastOf(Portion read) {
        return read.events().get(read.events().size() - 1).meta().position();
    }
}
