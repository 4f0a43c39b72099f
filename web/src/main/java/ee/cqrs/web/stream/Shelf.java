package ee.cqrs.web.stream;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import ee.cqrs.json.Json;
import ee.cqrs.store.Portion;
import ee.cqrs.store.StoreException;
import org.jboss.logging.Logger;

/** What there is to send: the tail of the log, and those pages of its past that somebody needed lately. */
final class Shelf {

    private static final Logger LOG = Logger.getLogger(Shelf.class);

    private final Tail tail;
    private final Log log;
    private final Json json;
    private final Executor readers;
    private final long limit;
    private final Map<Section, Excerpt> past = new LinkedHashMap<>(16, 0.75f, true);
    private long size;
    private volatile boolean failing;

    /**
     * Makes it.
     *
     * @param tail of the log
     * @param log to read the past from
     * @param json writes events
     * @param readers the threads that read the past
     * @param limit how many bytes of the past to keep
     */
    Shelf(Tail tail, Log log, Json json, Executor readers, long limit) {
        this.tail = tail;
        this.log = log;
        this.json = json;
        this.readers = readers;
        this.limit = limit;
    }

    /** What follows a position; null if there is nothing, or if it must be fetched. */
    Excerpt after(Selection selection, long position, long index) {
        Excerpt recent = tail.after(position);
        return recent == null && tail.lacks(position) ? kept(selection.next(position, index), position) : recent;
    }

    /** Whether what follows a position must be fetched. */
    boolean lacks(long position) {
        return tail.lacks(position);
    }

    /** Has what follows a position read for a client, when it is its turn. */
    void fetch(Section section, long position, LiveStream client) {
        Excerpt known = kept(section, -1);
        boolean over = known != null && known.until() <= position; // a page that large events have made end earlier
        Section needed = over ? new Section.Rest(position) : section;
        try {
            readers.execute(() -> read(needed, client));
        } catch (RejectedExecutionException e) { // the server stops
            client.end();
        }
    }

    /** Up to where the log was read. */
    long head() {
        return tail.head();
    }

    /** Forgets the tail, and begins another. */
    void startTailAt(long position) {
        tail.startAt(position);
    }

    /** Reads on, a page at most. */
    void extendTail(long until) {
        Section next = new Section.Rest(tail.head());
        Portion read = next.read(log, until);
        tail.add(excerpt(read, next.until(read, until)));
    }

    private void read(Section section, LiveStream client) {
        try {
            Excerpt excerpt = kept(section, -1);
            client.fetched(excerpt == null ? read(section) : excerpt);
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) { // once for each outage
                LOG.warnf("Clients who are behind have to wait for the log: %s", StoreException.rootOf(e));
            }
            failing = true;
            client.notFetched();
        }
    }

    private Excerpt read(Section section) {
        long head = tail.head();
        Portion read = section.read(log, head);
        Excerpt excerpt = excerpt(read, section.until(read, head));
        if (section.isWhole(read, head)) {
            keep(section, excerpt);
        }
        return excerpt;
    }

    private Excerpt excerpt(Portion read, long until) {
        return new Excerpt(
                until,
                read.events().stream().map(event -> Frame.of(event, json)).toList());
    }

    private synchronized Excerpt kept(Section section, long position) {
        Excerpt excerpt = past.get(section);
        return excerpt == null || excerpt.until() <= position ? null : excerpt;
    }

    private synchronized void keep(Section section, Excerpt excerpt) {
        Excerpt before = past.put(section, excerpt);
        size += excerpt.size() - (before == null ? 0 : before.size());
        var oldest = past.values().iterator();
        while (size > limit) {
            size -= oldest.next().size();
            oldest.remove();
        }
    }
}
