package ee.cqrs.query;

import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.Problem;
import ee.cqrs.settings.QuerySettings;
import ee.cqrs.settings.Settings;
import ee.cqrs.store.StoreException;
import ee.cqrs.subscription.Progress;
import ee.cqrs.subscription.Standing;
import ee.cqrs.threads.NamedThreads;
import org.jboss.logging.Logger;

/**
 * Queries that wait until projections have reached a position. None of them holds a thread: one looks after all, woken by the
 * projections of this node. What other nodes have written and handled it looks up in the store, once in a short while for all
 * who wait.
 */
@Singleton
public class Waits {

    private static final Logger LOG = Logger.getLogger(Waits.class);

    /** Between two looks into the store. */
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    /** How long the end of the application waits for a database that is silent, and for answers in hand. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Progress progress;
    private final QuerySettings settings;
    private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Semaphore signals = new Semaphore(0);
    private final Runnable wake = this::wakeIfAny;
    private volatile boolean stopping;
    private ExecutorService workers;
    private Thread thread;
    private long lookedAt; // these are the thread's
    private Standing standing;
    private boolean failing;

    @Resource
    private ManagedThreadFactory managedThreads;

    /**
     * Injected.
     *
     * @param progress where projections stand
     * @param settings for how long to wait
     */
    @Inject
    public Waits(Progress progress, Settings settings) {
        this.progress = progress;
        this.settings = settings.query();
    }

    /** Begins. */
    public void start() {
        start(managedThreads);
    }

    void start(ThreadFactory threads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                settings.threads(),
                settings.threads(),
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(),
                NamedThreads.many(threads, "query"));
        pool.allowCoreThreadTimeOut(true);
        workers = pool;
        lookedAt = System.nanoTime() - PAUSE;
        progress.addListener(wake);
        thread = NamedThreads.one(threads, "query-waits").newThread(this::run);
        thread.start();
    }

    /** Ends; those who wait are told that the server stops. */
    public void stop() {
        progress.removeListener(wake);
        stopping = true;
        signals.release();
        try {
            if (thread != null) {
                thread.join(PATIENCE.toMillis());
                workers.shutdown();
                workers.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        waiters.forEach(waiter -> leave(waiter).completeExceptionally(stops()));
    }

    /**
     * Waits.
     *
     * @param projections which
     * @param position where
     * @return is completed by a thread that may be kept for a while: this one, if they have reached it already; else with a
     *     {@link CommandException} that says where they stand
     * @throws CommandException if too many wait
     */
    CompletableFuture<Void> until(Set<String> projections, long position) {
        if (haveReached(projections, position)) {
            return CompletableFuture.completedFuture(null);
        }
        if (stopping) {
            throw stops();
        }
        if (count.incrementAndGet() > settings.maxWaiting()) {
            count.decrementAndGet();
            throw new CommandException(Problem.retry(
                    Problem.Kind.UNAVAILABLE, "Too many queries wait for a position (cqrs.query.max-waiting)", 1));
        }
        Waiter waiter = new Waiter(
                projections, position, System.nanoTime() + settings.waitLimit().toNanos(), new CompletableFuture<>());
        waiters.add(waiter);
        signals.release();
        if (stopping) { // after the last look
            leave(waiter).completeExceptionally(stops());
        }
        return waiter.reached();
    }

    private void wakeIfAny() {
        if (!waiters.isEmpty()) {
            signals.release();
        }
    }

    private boolean haveReached(Set<String> projections, long position) {
        return projections.stream().allMatch(name -> progress.hasReached(name, position));
    }

    private void run() {
        try {
            while (!stopping) {
                signals.tryAcquire(roundOrPause(), TimeUnit.NANOSECONDS);
                signals.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the container ends its threads
        }
    }

    /** Without this thread nobody who waits would ever be answered: whatever happens, it goes on. */
    private long roundOrPause() {
        try {
            return round();
        } catch (RuntimeException | Error e) {
            LOG.error("Queries that wait are looked at again after a pause", e);
            return PAUSE;
        }
    }

    /** Returns how long there will be nothing to do, unless somebody wakes it. */
    private long round() {
        release(waiter -> haveReached(waiter.projections(), waiter.position()));
        expire();
        if (isStoreNeeded() && System.nanoTime() - lookedAt >= PAUSE) {
            look();
            lookedAt = System.nanoTime();
        }
        long now = System.nanoTime();
        long untilDeadline = waiters.stream()
                .mapToLong(waiter -> waiter.deadline() - now)
                .min()
                .orElse(Long.MAX_VALUE);
        return Math.max(0, isStoreNeeded() ? Math.min(PAUSE, untilDeadline) : untilDeadline);
    }

    private boolean isStoreNeeded() {
        return waiters.stream()
                .anyMatch(waiter -> progress.isUnknown(waiter.position())
                        || waiter.projections().stream().anyMatch(progress::isElsewhere));
    }

    private void look() {
        try {
            Standing found = progress.look();
            release(waiter ->
                    waiter.projections().stream().allMatch(name -> found.hasReached(name, waiter.position())));
            standing = found;
            failing = false;
        } catch (RuntimeException | Error e) {
            if (!failing) { // once for each outage
                LOG.warnf("Where projections of other nodes stand cannot be looked up: %s", StoreException.rootOf(e));
            }
            failing = true;
        }
    }

    private void release(Predicate<Waiter> reached) {
        for (Waiter waiter : waiters) {
            if (reached.test(waiter)) {
                workers.execute(() -> waiter.reached().complete(null));
                leave(waiter); // once it is certain that a thread answers it
            }
        }
    }

    private void expire() {
        long now = System.nanoTime();
        for (Waiter waiter : waiters) {
            if (waiter.deadline() - now <= 0) {
                CommandException late = new CommandException(Problem.retry(Problem.Kind.NOT_REACHED, late(waiter), 1));
                workers.execute(() -> waiter.reached().completeExceptionally(late));
                leave(waiter);
            }
        }
    }

    private String late(Waiter waiter) {
        return waiter.projections().stream()
                .sorted()
                .filter(name -> !progress.hasReached(name, waiter.position()))
                .map(name -> "%s stands at %d".formatted(name, stands(name)))
                .collect(Collectors.joining(
                        ", ",
                        "What is asked has not come to position %d within %s: "
                                .formatted(waiter.position(), settings.waitLimit()),
                        ". Ask again, or without a position"));
    }

    private long stands(String name) {
        return Math.max(
                progress.positionHere(name),
                standing == null ? 0 : standing.position(name).orElse(0));
    }

    private CompletableFuture<Void> leave(Waiter waiter) {
        if (waiters.remove(waiter)) {
            count.decrementAndGet();
        }
        return waiter.reached();
    }

    private static CommandException stops() {
        return new CommandException(Problem.retry(Problem.Kind.UNAVAILABLE, "The server stops", 1));
    }
}
