package ee.cqrs.store;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where one thread waits until the test lets it go on. */
public final class Gate implements Runnable {

    private static final int PATIENCE = 10;

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    @Override
    public void run() {
        arrived.countDown();
        await(open);
    }

    public Gate awaitArrival() {
        await(arrived);
        return this;
    }

    public void open() {
        open.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nobody came to the gate, or nobody opened it");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
