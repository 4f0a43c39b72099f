package ee.cqrs.benchmark.inside;

import java.util.function.LongSupplier;

/** Notes when each of some positions was reached. Whoever moves something tells it. */
final class Moments implements Runnable {

    private final LongSupplier position;
    private final long first;
    private final long[] nanos;
    private int known;

    /** @param first the first position of interest */
    Moments(LongSupplier position, long first, int count) {
        this.position = position;
        this.first = first;
        nanos = new long[count];
    }

    @Override
    public synchronized void run() {
        long now = System.nanoTime();
        long until = Math.min(nanos.length, position.getAsLong() - first + 1);
        while (known < until) {
            nanos[known++] = now;
        }
    }

    long first() {
        return first;
    }

    /** In nanoseconds of this machine's clock; 0 for what is not reached yet. */
    synchronized long[] nanos() {
        return nanos.clone();
    }
}
