package ee.cqrs.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ee.cqrs.store.EventStore;
import ee.cqrs.store.RecordedEvent;

/** The events of a fixed range of positions, read as far as the log reaches, once for all who want them. */
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
        content = new Content(List.of(), before, 0);
    }

    LogSlice after(long position, long head) {
        long wanted = Math.min(head, before + size);
        Content read = content.last >= wanted ? content : readUpTo(wanted);
        int from = firstAfter(read.events, position);
        return new LogSlice(read.events.subList(from, read.events.size()), read.last);
    }

    long bytes() {
        return content.bytes;
    }

    /** One reads, the others wait for it. */
    private synchronized Content readUpTo(long wanted) {
        Content known = content;
        if (known.last < wanted) {
            List<RecordedEvent> more = store.feed(known.last, wanted, size, Optional.empty());
            List<RecordedEvent> all = new ArrayList<>(known.events);
            all.addAll(more);
            long bytes = more.stream()
                    .mapToLong(event -> BESIDE_DATA + event.data().length())
                    .sum();
            content = new Content(List.copyOf(all), wanted, known.bytes + bytes);
        }
        return content;
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
     * @param last the last position that was read
     * @param bytes about what it takes
     */
    private record Content(List<RecordedEvent> events, long last, long bytes) {}
}
