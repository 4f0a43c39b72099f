package ee.cqrs.web.stream;

import java.util.Optional;
import java.util.Set;

import ee.cqrs.aggregate.AggregateId;

/** What a client wants of the log, and by which number it goes on after a break. */
sealed interface Selection {

    /** The names of the events that are wanted, as they are stored; empty for all. */
    Set<String> names();

    /** Whether an event is one of these, whatever its name, for a client that has come to this index. */
    boolean concerns(Frame frame, long index);

    /** Whether it is to be sent. */
    default boolean wants(Frame frame) {
        return names().isEmpty() || names().contains(frame.name());
    }

    /** What is sent of it. */
    byte[] text(Frame frame);

    /** What is to be read for a client that has come so far. */
    Section next(long position, long index);

    /**
     * All events, or those of some sorts, numbered by their positions.
     *
     * @param type the aggregate type; empty for all
     * @param names the names of the events as they are stored; empty for all
     */
    record OfLog(Optional<String> type, Set<String> names) implements Selection {

        @Override
        public boolean concerns(Frame frame, long index) {
            return type.isEmpty() || type.get().equals(frame.type());
        }

        @Override
        public byte[] text(Frame frame) {
            return frame.byPosition();
        }

        @Override
        public Section next(long position, long index) {
            return type.isEmpty() ? Section.Block.after(position) : new Section.OfType(type.get(), position);
        }
    }

    /**
     * The events of one aggregate, numbered by their indexes.
     *
     * @param aggregate the aggregate
     * @param names the names of the events as they are stored; empty for all
     */
    record OfAggregate(AggregateId aggregate, Set<String> names) implements Selection {

        @Override
        public boolean concerns(Frame frame, long index) {
            return frame.index() > index
                    && frame.id().equals(aggregate.id())
                    && frame.type().equals(aggregate.type());
        }

        @Override
        public byte[] text(Frame frame) {
            return frame.byIndex();
        }

        @Override
        public Section next(long position, long index) {
            return new Section.OfAggregate(aggregate, index);
        }
    }
}
