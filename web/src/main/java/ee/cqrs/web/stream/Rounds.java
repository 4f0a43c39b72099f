package ee.cqrs.web.stream;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

import ee.cqrs.threads.NamedThreads;

/** A thread that does something again and again, and sleeps until it is woken or it is time. */
abstract class Rounds {

    private final ThreadFactory threads;
    private volatile Thread thread;
    private volatile boolean stopped;

    /**
     * Makes one that does not run yet.
     *
     * @param threads makes its thread
     * @param task after which it is named
     */
    Rounds(ThreadFactory threads, String task) {
        this.threads = NamedThreads.one(threads, task);
    }

    /**
     * Does what there is to do.
     *
     * @return for how many nanoseconds there will be nothing to do; 0 if there is more, {@link Long#MAX_VALUE} until woken
     */
    abstract long round();

    /** Starts it, unless it runs already, and makes sure that there is a round after this moment. */
    final synchronized void start() {
        if (!stopped && (thread == null || !thread.isAlive())) {
            Thread next = threads.newThread(this::run);
            next.start();
            thread = next;
        }
        wake();
    }

    /** If it runs, makes sure that there is a round after this moment. */
    final void wake() {
        LockSupport.unpark(thread); // takes null too
    }

    /** Ends it after the present round, and waits for that. */
    final void stop() {
        stopped = true;
        Thread last = thread;
        wake();
        try {
            if (last != null) {
                last.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopped) {
            long pause = round();
            if (pause > 0 && !stopped) {
                LockSupport.parkNanos(this, pause);
            }
        }
    }
}
