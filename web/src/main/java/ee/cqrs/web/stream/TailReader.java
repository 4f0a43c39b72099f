package ee.cqrs.web.stream;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;

import ee.cqrs.store.DurableHead;
import ee.cqrs.store.ReadableHead;
import ee.cqrs.store.StoreException;
import org.jboss.logging.Logger;

/** Reads what is added to the log, once for all clients: after each commit, and now and then for those of other nodes. */
final class TailReader extends Rounds {

    private static final Logger LOG = Logger.getLogger(TailReader.class);
    private static final long POLL = Duration.ofSeconds(1).toNanos();

    /** After a rest the tail begins no further back. */
    private static final int FAR = 10 * Section.PAGE;

    private final Clients clients;
    private final Shelf shelf;
    private final DurableHead durable;
    private final ReadableHead readable;
    private long poll; // when to look for what other nodes wrote
    private boolean resting = true;
    private boolean failing;

    TailReader(ThreadFactory threads, Clients clients, Shelf shelf, DurableHead durable, ReadableHead readable) {
        super(threads, "stream-reader");
        this.clients = clients;
        this.shelf = shelf;
        this.durable = durable;
        this.readable = readable;
    }

    @Override
    long round() {
        if (clients.isEmpty()) {
            resting = true;
            return Long.MAX_VALUE;
        }
        try {
            long pause = read();
            failing = false;
            return pause;
        } catch (RuntimeException e) {
            if (!failing) { // once for each outage
                LOG.warnf("Those who follow events have to wait for the log: %s", StoreException.rootOf(e));
            }
            failing = true;
            return POLL;
        }
    }

    private long read() {
        long until = durable.position();
        if (resting || (until <= shelf.head() && System.nanoTime() - poll >= 0)) {
            until = readable.position();
            poll = System.nanoTime() + POLL;
        }
        if (resting && until - shelf.head() > FAR) {
            shelf.startTailAt((until / Section.PAGE - 1) * Section.PAGE);
        }
        resting = false;
        if (until > shelf.head()) {
            shelf.extendTail(until);
            clients.write();
            return 0;
        }
        return Math.max(0, poll - System.nanoTime());
    }
}
