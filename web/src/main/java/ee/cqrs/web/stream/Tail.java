package ee.cqrs.web.stream;

import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The end of the log, in memory for all who are up to date or nearly so. One thread adds to it. */
final class Tail {

    private final ConcurrentNavigableMap<Long, Excerpt> excerpts =
            new ConcurrentSkipListMap<>(); // by the position before
    private final long limit;
    private long size; // of the one thread
    private volatile long head;

    /**
     * Makes an empty one.
     *
     * @param limit how many bytes of events to keep
     */
    Tail(long limit) {
        this.limit = limit;
    }

    /** The last position that was added. */
    long head() {
        return head;
    }

    /** What follows a position; null if that is not here. */
    Excerpt after(long position) {
        Map.Entry<Long, Excerpt> entry = excerpts.floorEntry(position);
        return entry == null || entry.getValue().until() <= position ? null : entry.getValue();
    }

    /** Whether what follows a position was here once, or was never read. */
    boolean lacks(long position) {
        return position < head && after(position) == null;
    }

    /** Adds what follows the head. */
    void add(Excerpt excerpt) {
        excerpts.put(head, excerpt);
        size += excerpt.size();
        while (size > limit && excerpts.size() > 1) {
            size -= excerpts.pollFirstEntry().getValue().size();
        }
        head = excerpt.until();
    }

    /** Begins anew at another position. */
    void startAt(long position) {
        excerpts.clear();
        size = 0;
        head = position;
    }
}
