package ee.cqrs.store;

import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;

/**
 * The last position that is known to be durable: it moves when a commit has returned. On H2 another connection can see
 * a commit that a crash still takes back, so readers of the log read up to here and no further.
 */
@Singleton
public class DurableHead {

    private final AtomicLong position = new AtomicLong();

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
        position.accumulateAndGet(committed, Math::max);
    }
}
