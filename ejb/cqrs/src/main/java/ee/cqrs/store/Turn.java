package ee.cqrs.store;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.transaction.Synchronization;

/** The turn of one transaction. It may end on another thread, which watches time-outs, while this one still waits. */
final class Turn implements Synchronization {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Semaphore place;
    private boolean taken;
    private boolean over;

    Turn(Semaphore place) {
        this.place = place;
    }

    /**
     * Waits for it, and no longer than for the end of the transaction: whoever ends it may need what this thread has.
     *
     * @throws StoreException if it does not come in time, or too late for the transaction
     */
    void await(long nanos) {
        long end = System.nanoTime() + nanos;
        try {
            while (!place.tryAcquire(
                    Math.min(LOOK_NANOS, Math.max(0, end - System.nanoTime())), TimeUnit.NANOSECONDS)) {
                if (isOver() || System.nanoTime() - end >= 0) {
                    throw new StoreException(StoreException.Fault.LOCK, null);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(StoreException.Fault.LOCK, e);
        }
        if (!keep()) {
            place.release();
            throw new StoreException(StoreException.Fault.LOCK, null);
        }
    }

    private synchronized boolean isOver() {
        return over;
    }

    private synchronized boolean keep() {
        taken = !over;
        return taken;
    }

    /** Gives it back, if it is had. */
    synchronized void leave() {
        over = true;
        if (taken) {
            taken = false;
            place.release();
        }
    }

    @Override
    public void beforeCompletion() {
        // it lasts until the commit is over
    }

    @Override
    public void afterCompletion(int status) {
        leave();
    }
}
