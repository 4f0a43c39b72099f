package ee.cqrs.subscription;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import ee.cqrs.store.ReadableHead;
import ee.cqrs.threads.NamedThreads;
import org.jboss.logging.Logger;

/**
 * Gives partitions their turns: one thread that the durable head wakes hands those that have something to do to a few others.
 * Once in a while it looks for what nobody wakes it for.
 */
final class Turns {

    private static final Logger LOG = Logger.getLogger(Turns.class);

    private final Means means;
    private final ReadableHead readable;
    private final Supplier<Collection<Subscription>> subscriptions;
    private final Duration patience;
    private final Semaphore signals = new Semaphore(0);
    private final Runnable wake = signals::release;
    private ExecutorService workers;
    private volatile Thread thread;
    private volatile boolean stopping;
    private long lookedAt = System.nanoTime() - TimeUnit.DAYS.toNanos(1); // these two are the thread's
    private long renewedAt = lookedAt;

    /** @param patience what a batch may take at the end */
    Turns(Means means, ReadableHead readable, Supplier<Collection<Subscription>> subscriptions, Duration patience) {
        this.means = means;
        this.readable = readable;
        this.subscriptions = subscriptions;
        this.patience = patience;
    }

    synchronized void start(ThreadFactory threads) {
        int most = means.settings().threads();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                most,
                most,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(),
                NamedThreads.many(threads, "subscription"));
        pool.allowCoreThreadTimeOut(true);
        workers = pool;
        means.head().addListener(wake);
        startThread(threads);
    }

    /** Starts the thread again if it has died. */
    synchronized boolean revive(ThreadFactory threads) {
        if (thread == null || stopping || thread.isAlive()) {
            return false;
        }
        startThread(threads);
        return true;
    }

    private void startThread(ThreadFactory threads) {
        Thread started = NamedThreads.one(threads, "subscriptions").newThread(this::run);
        started.start();
        thread = started;
    }

    boolean isAlive() {
        Thread present = thread;
        return present != null && present.isAlive();
    }

    /** Something may have to be done. */
    void signal() {
        signals.release();
    }

    /** Lets the turns that have begun come to their end: an interrupted thread must not be inside of H2. */
    void stop() {
        means.head().removeListener(wake);
        synchronized (this) {
            stopping = true;
        }
        signal();
        try {
            if (thread != null) {
                long end = System.nanoTime() + patience.toNanos();
                thread.join(patience.toMillis()); // it may wait for the database
                workers.shutdown();
                subscriptions.get().forEach(subscription -> subscription.lane().clear());
                if (!workers.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    LOG.errorf(
                            "A subscriber has not come to its end within %s; what it does now is undone when its lease is over",
                            patience);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                if (System.nanoTime() - lookedAt >= means.settings().poll().toNanos()
                        || subscriptions.get().stream().anyMatch(Subscription::isNew)) {
                    look();
                }
                subscriptions.get().forEach(this::dispatch);
                signals.tryAcquire(untilNextTurn(), TimeUnit.NANOSECONDS);
                signals.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the container ends its threads
        }
    }

    private void dispatch(Subscription subscription) {
        long now = System.nanoTime();
        for (Partition partition : subscription.partitions()) {
            if (partition.wantsTurn(now)) {
                give(subscription, partition);
            }
        }
    }

    private void giveAgain(Subscription subscription, Partition partition) {
        if (partition.pauseLeft(System.nanoTime()) > 0) {
            signal(); // who waits for the next pause to end learns of this one
        } else {
            give(subscription, partition);
        }
    }

    private void give(Subscription subscription, Partition partition) {
        if (!stopping && partition.begin()) {
            subscription.lane().give(partition, workers);
        }
    }

    private long untilNextTurn() {
        long now = System.nanoTime();
        long poll = means.settings().poll().toNanos();
        return subscriptions.get().stream()
                .flatMap(subscription -> subscription.partitions().stream())
                .mapToLong(partition -> partition.pauseLeft(now))
                .filter(pause -> pause > 0)
                .min()
                .orElse(poll);
    }

    /** What fails here is tried again soon. */
    private void look() {
        lookedAt = System.nanoTime();
        try {
            readable.position(); // moves the durable head to what other nodes have written
            renewLeases();
            lookForFreePartitions();
        } catch (RuntimeException | Error e) {
            means.outage().met(e);
        }
        subscriptions.get().stream()
                .filter(subscription -> !subscription.isOpen())
                .forEach(this::open);
        subscriptions.get().forEach(subscription -> subscription.inlineSwitch().ifPresent(this::give));
    }

    /** To another thread: it waits for the turns that this one gives. */
    private void give(InlineSwitch inlineSwitch) {
        if (!stopping && inlineSwitch.begin()) {
            try {
                workers.execute(inlineSwitch);
            } catch (RejectedExecutionException e) { // the node stops
                inlineSwitch.giveUp();
            }
        }
    }

    private void open(Subscription subscription) {
        try {
            subscription.open(partition -> giveAgain(subscription, partition));
        } catch (RuntimeException | Error e) {
            means.outage().met(e);
        }
    }

    private void renewLeases() {
        long third = means.settings().lease().toNanos() / 3;
        if (means.membership().isAlone()) {
            renewedAt = lookedAt - third; // when others come they must find it renewed
        } else if (lookedAt - renewedAt >= third) {
            means.transactions().call(tables -> {
                tables.partitions().renew(means.node(), means.settings().lease());
                return means;
            });
            renewedAt = lookedAt;
        }
    }

    private void lookForFreePartitions() {
        boolean elsewhere = subscriptions.get().stream()
                .flatMap(subscription -> subscription.partitions().stream())
                .anyMatch(partition -> !partition.isHere());
        if (elsewhere) {
            boolean alone = means.membership().isAlone();
            Set<PartitionId> free =
                    means.transactions().call(tables -> tables.partitions().free(alone));
            subscriptions.get().stream()
                    .flatMap(subscription -> subscription.partitions().stream())
                    .forEach(partition -> partition.setFree(free.contains(partition.id())));
        }
    }
}
