package ee.cqrs.store;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.settings.Settings;
import ee.cqrs.threads.NamedThreads;

/**
 * Reads on threads of its own, so that whoever waits for a read can leave when it takes too long: of a connection that
 * went silent a caller's thread would hear nothing until the driver gives up.
 */
@Singleton
public class TimedReads {

    /** How long the others wait once somebody has waited in vain: a batch of commands must not wait for each of its reads. */
    private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(250);

    /** Half of the connections of the pool: reads that hang leave the rest to the journal writer. */
    private static final int MOST = 16;

    private final long limitNanos;
    private volatile boolean silent; // no read came back since one took too long
    private volatile long cameBack = System.nanoTime();

    @Resource
    private ManagedThreadFactory managedThreads;

    private ExecutorService threads;

    @Inject
    TimedReads(Settings settings) {
        limitNanos = settings.readLimit().toNanos();
    }

    TimedReads(Settings settings, ThreadFactory factory) {
        this(settings);
        threads = pool(factory);
    }

    @PostConstruct
    void start() {
        threads = pool(managedThreads);
    }

    private static ExecutorService pool(ThreadFactory factory) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                MOST, MOST, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), NamedThreads.many(factory, "read"));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Lets what is being read come to its end: an interrupted thread must not be inside of H2. */
    @PreDestroy
    void stop() {
        threads.shutdown();
    }

    /**
     * Reads.
     *
     * @param read what to read
     * @param <T> what comes of it
     * @return what was read
     * @throws StoreException if it takes too long
     */
    <T> T read(Supplier<T> read) {
        long began = System.nanoTime();
        Future<T> result = submit(read);
        try {
            return result.get(silent ? GLANCE : limitNanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause(); // a supplier throws nothing else
        } catch (TimeoutException e) { // the read goes on: nobody may interrupt it
            result.cancel(false);
            if (cameBack - began < 0) {
                silent = true;
            }
            throw new StoreException(StoreException.Fault.SILENCE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(StoreException.Fault.SILENCE, e);
        }
    }

    private <T> Future<T> submit(Supplier<T> read) {
        try {
            return threads.submit(() -> answer(read));
        } catch (RejectedExecutionException e) { // the server stops
            throw new StoreException(StoreException.Fault.SILENCE, e);
        }
    }

    private <T> T answer(Supplier<T> read) {
        try {
            return read.get();
        } finally {
            cameBack = System.nanoTime();
            silent = false;
        }
    }
}
