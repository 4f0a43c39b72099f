package ee.cqrs.supervision;

import java.time.Clock;
import java.time.Duration;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.audit.RootRecorder;
import ee.cqrs.catalogue.Catalogue;
import ee.cqrs.command.AttemptWatch;
import ee.cqrs.drift.DriftWatch;
import ee.cqrs.projection.Rebuilds;
import ee.cqrs.registry.AggregateRegistry;
import ee.cqrs.registry.RestartIntensity;
import ee.cqrs.settings.Settings;
import ee.cqrs.store.CommandRetention;
import ee.cqrs.store.GroupCommit;
import ee.cqrs.subscription.Subscriptions;
import ee.cqrs.threads.NamedThreads;

/**
 * Watches the threads of the framework and the rules that decide, bounds what grows (idle aggregates leave memory, old commands
 * leave the store), and has the root hash of the log recorded, states compared with their events, and projections rebuilt.
 */
@Singleton
public class Housekeeping {

    /** One more than there are tasks that can take long: they must not stop passivation. */
    private static final int THREADS = 5;

    private volatile boolean stopping;
    private RepeatedTasks tasks;

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
    private Rebuilds rebuilds;

    @Inject
    private RootRecorder roots;

    @Inject
    private Catalogue catalogue;

    @Inject
    private Settings settings;

    @Inject
    private Clock clock;

    /** Begins. */
    public void start() {
        tasks = new RepeatedTasks(THREADS, NamedThreads.many(managedThreads, "housekeeping"));
        tasks.every(Duration.ofSeconds(1), groupCommit::watch);
        tasks.every(Duration.ofSeconds(1), nodeWatch::watch);
        tasks.every(Duration.ofSeconds(1), attempts::watch);
        tasks.every(Duration.ofSeconds(1), subscriptions::watch);
        tasks.every(settings.subscription().poll(), this::rebuild);
        tasks.every(Duration.ofSeconds(5), registry::passivateIdle);
        tasks.every(Duration.ofSeconds(5), intensity::forgetOld);
        tasks.every(Duration.ofSeconds(5), this::compareSome);
        tasks.every(Duration.ofSeconds(10), this::recordRoot);
        tasks.every(Duration.ofHours(1), this::removeOldCommands);
    }

    /** Ends. */
    public void stop() {
        stopping = true;
        if (tasks != null) {
            tasks.stop();
        }
    }

    private void rebuild() {
        if (catalogue.isOpen()) { // neither before it begins nor when it ends
            rebuilds.look();
        }
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
