package ee.cqrs.store;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.transaction.Synchronization;

/** The turn of one transaction. It may end on another thread, which watches time-outs, while this one still waits. */
final class Turn implements Synchronization {

    private final Semaphore place;
    private boolean taken;
    private boolean over;

    Turn(Semaphore place) {
        this.place = place;
    }

    /**
     * Waits for it.
     *
     * @throws StoreException if it does not come in time, or too late for the transaction
     */
    void await(long nanos) {
        try {
            if (!place.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
                throw new StoreException(StoreException.Fault.LOCK, null);
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

    private synchronized boolean keep() {
        taken = !over;
        return taken;
    }

    @Override
    public void beforeCompletion() {
        // it lasts until the commit is over
    }

    @Override
    public synchronized void afterCompletion(int status) {
        over = true;
        if (taken) {
            taken = false;
            place.release();
        }
    }
}
