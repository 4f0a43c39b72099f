package ee.cqrs.subscription;

import java.time.Duration;

/**
 * How many events a subscriber gets at once: as many as he handles in a third of the lease, by his last pace. Meanwhile he may
 * leave the database alone, which undoes his work when that takes it for a frozen node's; the same batch would be undone again.
 * Nobody knows his pace at first, so it begins with one event.
 */
final class BatchSize {

    private static final int PARTS_OF_LEASE = 3;
    private static final long GROWTH = 8;

    private final int limit;
    private final double aim;
    private int most = 1;

    /** @param limit how many at most, however fast he is */
    BatchSize(int limit, Duration lease) {
        this.limit = limit;
        aim = (double) lease.toNanos() / PARTS_OF_LEASE;
    }

    int most() {
        return most;
    }

    /** Whatever became of them, he has had some in hand for that long. Only when he has finished he may get more. */
    void took(int events, long nanos, boolean finished) {
        double inTime = events * aim / Math.max(1, nanos);
        long wanted = finished ? GROWTH * most : most;
        most = (int) Math.max(1, Math.min(limit, Math.min(wanted, inTime)));
    }
}
