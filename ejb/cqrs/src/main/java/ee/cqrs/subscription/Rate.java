package ee.cqrs.subscription;

import java.util.concurrent.TimeUnit;

/** How many events a second there were of late; what is long ago counts less and less. */
final class Rate {

    private static final double MEMORY = TimeUnit.SECONDS.toNanos(10);

    private double perMemory;
    private long at = System.nanoTime();

    synchronized void add(int events) {
        fade();
        perMemory += events;
    }

    synchronized double perSecond() {
        fade();
        return perMemory / TimeUnit.NANOSECONDS.toSeconds((long) MEMORY);
    }

    private void fade() {
        long now = System.nanoTime();
        perMemory *= Math.exp((at - now) / MEMORY);
        at = now;
    }
}
