package ee.cqrs.faults.database;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** What all connections of a proxy go through, as it is now. */
final class Network {

    private final AtomicReference<Cut> armed = new AtomicReference<>();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile long delayMillis;
    private boolean stopped; // guarded by this

    void arm(Cut cut) {
        armed.set(cut);
    }

    /** Whether it is time to cut; once for each time that it was armed. */
    boolean cuts(Cut cut) {
        boolean now = armed.compareAndSet(cut, null);
        cuts.addAndGet(now ? 1 : 0);
        return now;
    }

    int cuts() {
        return cuts.get();
    }

    void delay(Duration delay) {
        delayMillis = delay.toMillis();
    }

    synchronized void stop() {
        stopped = true;
    }

    synchronized void heal() {
        delayMillis = 0;
        stopped = false;
        notifyAll();
    }

    /** Takes as long as a packet does. */
    void carry() throws InterruptedException {
        if (delayMillis > 0) {
            Thread.sleep(delayMillis);
        }
        synchronized (this) {
            while (stopped) {
                wait();
            }
        }
    }
}
