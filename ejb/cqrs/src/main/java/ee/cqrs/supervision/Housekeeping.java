package ee.cqrs.supervision;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.audit.RootRecorder;
import ee.cqrs.catalogue.Catalogue;
import ee.cqrs.command.AttemptWatch;
import ee.cqrs.drift.DriftWatch;
import ee.cqrs.registry.AggregateRegistry;
import ee.cqrs.registry.RestartIntensity;
import ee.cqrs.settings.Settings;
import ee.cqrs.store.CommandRetention;
import ee.cqrs.store.GroupCommit;
import ee.cqrs.subscription.Subscriptions;
import org.jboss.logging.Logger;

/**
 * Watches the threads of the framework and the rules that decide, bounds what grows (idle aggregates leave memory, old commands
 * leave the store), and has the root hash of the log recorded and states compared with their events. Not by timers of EJB: those
 * go by the clock on the wall, and when that is put back by an hour they do nothing for an hour.
 */
@Singleton
public class Housekeeping {

    private static final Logger LOG = Logger.getLogger(Housekeeping.class);

    /** One more than there are tasks that can take long: they must not stop passivation. */
    private static final int THREADS = 4;

    private volatile boolean stopping;
    private ScheduledExecutorService threads;

    @Resource
    private ManagedThreadFactory managedThreads;

    @Inject
    private AggregateRegistry registry;

    @Inject
    private RestartIntensity intensity;

    @Inject
    private CommandRetention retention;

    @Inject
    private GroupCommit groupCommit;

    @Inject
    private NodeWatch nodeWatch;

    @Inject
    private AttemptWatch attempts;

    @Inject
    private DriftWatch drift;

    @Inject
    private Subscriptions subscriptions;

    @Inject
    private RootRecorder roots;

    @Inject
    private Catalogue catalogue;

    @Inject
    private Settings settings;

    @Inject
    private Clock clock;

    /** Begins. The scheduler is not the server's: that would hold the application as long as a task of it is not due. */
    public void start() {
        threads = Executors.newScheduledThreadPool(THREADS, this::thread);
        every(Duration.ofSeconds(1), groupCommit::watch);
        every(Duration.ofSeconds(1), nodeWatch::watch);
        every(Duration.ofSeconds(1), attempts::watch);
        every(Duration.ofSeconds(1), subscriptions::watch);
        every(Duration.ofSeconds(5), registry::passivateIdle);
        every(Duration.ofSeconds(5), intensity::forgetOld);
        every(Duration.ofSeconds(5), this::compareSome);
        every(Duration.ofSeconds(10), this::recordRoot);
        every(Duration.ofHours(1), this::removeOldCommands);
    }

    /** Ends; what is being done is not interrupted, for it may be in H2. */
    public void stop() {
        stopping = true;
        if (threads != null) {
            threads.shutdown();
        }
    }

    private Thread thread(Runnable work) {
        Thread thread = managedThreads.newThread(work);
        thread.setName("cqrs-housekeeping");
        return thread;
    }

    private void every(Duration pause, Runnable task) {
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

    private void compareSome() {
        if (catalogue.isOpen()) { // not before the tables are there
            drift.checkDue();
        }
    }

    private void recordRoot() {
        if (catalogue.isOpen()) {
            roots.recordIfDue();
        }
    }

    private void removeOldCommands() {
        var limit = clock.instant().minus(settings.commandRetention());
        while (!stopping && retention.removeSome(limit) > 0) {
            // a few at a time, each in a transaction of its own, so that no command waits long
        }
    }
}
