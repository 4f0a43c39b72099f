package ee.cqrs.store;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;

/**
 * The last position that is known to be durable: it moves when a commit has returned. On H2 another connection can see
 * a commit that a crash still takes back, so readers of the log read up to here and no further.
 */
@Singleton
public class DurableHead {

    private final AtomicLong position = new AtomicLong();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>(); // read by every commit, without a lock

    /**
     * The durable head.
     *
     * @return a position, 0 before the first event
     */
    public long position() {
        return position.get();
    }

    /**
     * Moves the head; it never goes back, whatever the order in which commits return.
     *
     * @param committed a position whose commit has returned
     */
    public void advance(long committed) {
        if (position.getAndAccumulate(committed, Math::max) < committed) {
            listeners.forEach(Runnable::run);
        }
    }

    /**
     * Has somebody woken when the head has moved.
     *
     * @param listener is called by the thread that moved it, mostly the journal writer, for whom all commands wait: it
     *     must neither wait nor fail, so it does no more than wake a thread of its own
     */
    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Wakes somebody no more.
     *
     * @param listener as it was added
     */
    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }
}
