package ee.cqrs.settings;

import java.time.Duration;

/**
 * The settings of subscriptions.
 *
 * @param threads how many batches are handled at once on this node; one subscription has all but one of them at most
 * @param batchSize how many events a subscriber gets at once if it is fast enough
 * @param cacheBytes how large the pages of the log may be together that subscriptions share in memory
 * @param poll how often a node looks for what nobody wakes it for: events and requests of other nodes, free partitions
 * @param lease how long a partition belongs to a node that has gone silent; to be the same on all nodes
 * @param attempts how often an event is handled in vain before its aggregate is parked
 * @param retryPause the pause after the first failure; each one is twice as long as the one before it
 * @param hangLimit a subscriber that has events in hand for longer is reported
 * @param parkedLimit how many aggregates a partition parks; it does not go on past the next one that fails
 */
public record SubscriptionSettings(
        int threads,
        int batchSize,
        int cacheBytes,
        Duration poll,
        Duration lease,
        int attempts,
        Duration retryPause,
        Duration hangLimit,
        int parkedLimit) {

    /** The broker remembers the ids of twice as many events, to publish none again after a crash. */
    /** How many events a batch can have. */
    public static final int LARGEST_BATCH = 10_000;

    /** One subscription never has all of them. */
    private static final int LEAST_THREADS = 2;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the setting that is out of range
     */
    public SubscriptionSettings {
        if (threads < LEAST_THREADS) {
            throw new IllegalArgumentException("The setting cqrs.subscription.threads must be at least %d but is %d"
                    .formatted(LEAST_THREADS, threads));
        }
        Settings.positive("cqrs.subscription.batch-size", batchSize);
        if (batchSize > LARGEST_BATCH) {
            throw new IllegalArgumentException("The setting cqrs.subscription.batch-size must be at most %d but is %d"
                    .formatted(LARGEST_BATCH, batchSize));
        }
        Settings.positive("cqrs.subscription.cache-bytes", cacheBytes);
        Settings.positive("cqrs.subscription.poll", poll.toMillis());
        Settings.positive("cqrs.subscription.lease", lease.toMillis());
        Settings.positive("cqrs.subscription.attempts", attempts);
        Settings.positive("cqrs.subscription.retry-pause", retryPause.toMillis());
        Settings.positive("cqrs.subscription.hang-limit", hangLimit.toMillis());
        Settings.positive("cqrs.subscription.parked-limit", parkedLimit);
    }

    /**
     * The pauses between attempts.
     *
     * @return from the setting on
     */
    public Backoff retries() {
        return new Backoff(retryPause, retryPause.compareTo(LONGEST_PAUSE) < 0 ? LONGEST_PAUSE : retryPause);
    }
}
