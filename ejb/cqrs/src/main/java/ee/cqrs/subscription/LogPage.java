package ee.cqrs.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ee.cqrs.store.EventStore;
import ee.cqrs.store.Portion;
import ee.cqrs.store.RecordedEvent;

/**
 * The events of a fixed range of positions, read as far as the log reaches, once for all who want them. Of large events it holds
 * those that were read last; who is behind them reads again.
 */
final class LogPage {

    private static final int BESIDE_DATA = 1_000; // bytes of an event's meta in memory, about

    private final EventStore store;
    private final long before;
    private final int size;
    private volatile Content content;

    /** @param before the position before the range */
    LogPage(EventStore store, long before, int size) {
        this.store = store;
        this.before = before;
        this.size = size;
        content = Content.nothingAfter(before);
    }

    LogSlice after(long position, long head) {
        long wanted = Math.min(head, before + size);
        Content read = content;
        if (read.lacks(position, wanted)) {
            read = readOn(position, wanted);
        }
        int from = firstAfter(read.events, position);
        return new LogSlice(read.events.subList(from, read.events.size()), read.last);
    }

    long bytes() {
        return content.bytes;
    }

    /** One reads, the others wait for it. */
    private synchronized Content readOn(long position, long wanted) {
        Content known = content;
        if (position < known.after || known.isFull() && position >= known.last) {
            known = Content.nothingAfter(position);
        }
        if (known.lacks(position, wanted)) {
            known = known.with(store.portion(known.last, wanted, size, Optional.empty()), wanted);
        }
        content = known;
        return known;
    }

    private static int firstAfter(List<RecordedEvent> events, long position) {
        int low = 0;
        int high = events.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (events.get(middle).meta().position() <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * What was read.
     *
     * @param after the position before the first one that was
     * @param last the last position that was
     * @param bytes about what it takes
     */
    private record Content(List<RecordedEvent> events, long after, long last, long bytes) {

        static Content nothingAfter(long position) {
            return new Content(List.of(), position, position, 0);
        }

        boolean isFull() {
            return bytes >= Portion.BYTES;
        }

        /** Whether something must be read for who stands at the position. */
        boolean lacks(long position, long wanted) {
            return position < after || last < wanted && (position >= last || !isFull());
        }

        Content with(Portion more, long wanted) {
            List<RecordedEvent> all = new ArrayList<>(events);
            all.addAll(more.events());
            long added = more.events().stream()
                    .mapToLong(event -> BESIDE_DATA + event.data().length())
                    .sum();
            long end = more.more()
                    ? more.events().get(more.events().size() - 1).meta().position()
                    : wanted;
            return new Content(List.copyOf(all), after, end, bytes + added);
        }
    }
}
