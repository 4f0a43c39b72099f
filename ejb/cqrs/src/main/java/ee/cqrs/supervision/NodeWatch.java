package ee.cqrs.supervision;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.catalogue.Catalogue;
import ee.cqrs.repository.FeedTail;
import ee.cqrs.settings.NodeSettings;
import ee.cqrs.settings.Settings;
import ee.cqrs.store.Heartbeat;
import ee.cqrs.store.Membership;
import ee.cqrs.store.StoreException;
import ee.cqrs.threads.NamedThreads;
import org.jboss.logging.Logger;

/** One thread that has this node show that it lives, and follows what other nodes write. Without others there is none. */
@Singleton
public class NodeWatch {

    private static final Logger LOG = Logger.getLogger(NodeWatch.class);

    private final Heartbeat heartbeat;
    private final Membership membership;
    private final FeedTail tail;
    private final Catalogue catalogue;
    private final NodeSettings settings;
    private final CountDownLatch stop = new CountDownLatch(1);

    @Resource
    private ManagedThreadFactory managedThreads;

    private Thread thread;
    private boolean failing; // the thread's

    @Inject
    NodeWatch(Heartbeat heartbeat, Membership membership, FeedTail tail, Catalogue catalogue, Settings settings) {
        this.heartbeat = heartbeat;
        this.membership = membership;
        this.tail = tail;
        this.catalogue = catalogue;
        this.settings = settings.node();
    }

    /** Has this node join those that share the store; {@link #awaitJoined} says when it has. */
    public void start() {
        if (heartbeat.join()) {
            startThread();
        }
    }

    /** Waits until this node may write, so that its first callers need not. */
    public void awaitJoined() {
        if (!membership.awaitJoined(settings.lease().plus(settings.expiry()))) {
            LOG.warn("This node has not joined the others yet; until then it refuses commands");
        }
    }

    /** Starts the thread again if it has died. */
    public synchronized void watch() {
        if (thread != null && !thread.isAlive() && stop.getCount() > 0) {
            LOG.error("The thread that shows that this node lives died and is started again");
            startThread();
        }
    }

    /** Takes leave of the others. */
    public void stop() {
        stop.countDown();
        try {
            Thread last = last();
            if (last != null) {
                last.join();
            }
            heartbeat.leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) { // they find out by themselves
            LOG.warnf("This node cannot take leave of the others: %s", StoreException.rootOf(e));
        }
    }

    private synchronized Thread last() {
        return thread;
    }

    private synchronized void startThread() {
        thread = NamedThreads.one(managedThreads, "node").newThread(this::run);
        thread.start();
    }

    private void run() {
        long next;
        do {
            next = System.nanoTime() + settings.heartbeat().toNanos();
            try {
                heartbeat.beat();
                // not before the start has ended: a read would wait for that, and the heartbeat with it
                while (catalogue.isOpen() && tail.follow() && next - System.nanoTime() > 0) {
                    // there is more, and time
                }
                failing = false;
            } catch (RuntimeException e) {
                if (!failing) { // once for each outage
                    LOG.warnf(
                            "This node cannot look for others; what it has in memory is not relied on: %s",
                            StoreException.rootOf(e));
                }
                failing = true;
            }
        } while (!stopsBefore(next));
    }

    private boolean stopsBefore(long next) {
        try {
            return stop.await(next - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) { // the container ends its threads
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
