package ee.cqrs.supervision;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

/**
 * Tasks that are done again and again, whatever becomes of one time. Not by timers of EJB: those go by the clock on the wall, and
 * when that is put back by an hour they do nothing for an hour. Nor by the server's scheduler: that would hold the application as
 * long as a task of it is not due.
 */
final class RepeatedTasks {

    private static final Logger LOG = Logger.getLogger(RepeatedTasks.class);

    private final ScheduledExecutorService threads;

    RepeatedTasks(int most, ThreadFactory factory) {
        threads = Executors.newScheduledThreadPool(most, factory);
    }

    void every(Duration pause, Runnable task) {
        threads.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException | Error e) { // it would never be called again
                        LOG.error("Housekeeping failed; it will be tried again", e);
                    }
                },
                pause.toMillis(),
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Ends; what is being done is not interrupted, for it may be in H2. */
    void stop() {
        threads.shutdown();
    }
}
