package ee.cqrs.subscription;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import ee.cqrs.store.InlineNames;
import org.jboss.logging.Logger;

/**
 * Has an inline projection written with the appends when it has caught up with the log. Once for each start of the node: one that
 * lacks the projection takes that back, and both would go on like this.
 */
final class InlineSwitch implements Runnable {

    private static final Logger LOG = Logger.getLogger(InlineSwitch.class);

    /** For so long nobody appends, at most. */
    private static final Duration LIMIT = Duration.ofMillis(200);

    private final Subscription subscription;
    private final Means means;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private volatile boolean done;

    InlineSwitch(Subscription subscription, Means means) {
        this.subscription = subscription;
        this.means = means;
    }

    /** Whether it is time; then {@link #run} has to follow. */
    boolean begin() {
        return !done
                && hasReached(means.head().position() - means.settings().batchSize())
                && underWay.compareAndSet(false, true);
    }

    void giveUp() {
        underWay.set(false);
    }

    @Override
    public void run() {
        String name = subscription.definition().name();
        try {
            means.transactions().call(tables -> turn(name, tables)).ifPresent(inline -> {
                means.membership().learn(inline);
                done = true;
                LOG.infof("The projection %s has caught up and is written with the commands from now on", name);
            });
        } catch (RuntimeException | Error e) { // the next look tries again
            means.outage().met(e);
        } finally {
            giveUp();
        }
    }

    private Optional<InlineNames> turn(String name, SubscriptionTables tables) {
        if (!awaitReached(tables.inline().lock())) {
            return Optional.empty();
        }
        return Optional.of(tables.inline().add(name));
    }

    private boolean awaitReached(long head) {
        long until = System.nanoTime() + LIMIT.toNanos();
        Semaphore moved = new Semaphore(0);
        Runnable listener = moved::release;
        means.moves().addListener(listener);
        try {
            boolean inTime = true;
            while (inTime && !hasReached(head)) {
                inTime = moved.tryAcquire(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
            return hasReached(head);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            means.moves().removeListener(listener);
        }
    }

    /** Whether all is handled, and here. */
    private boolean hasReached(long position) {
        List<Partition> partitions = subscription.partitions();
        return !partitions.isEmpty()
                && partitions.stream()
                        .allMatch(partition -> partition.isHere()
                                && partition.read() >= position
                                && partition.quarantine().size() == 0);
    }
}
