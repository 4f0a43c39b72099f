package ee.cqrs.supervision;

import java.time.Clock;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import ee.cqrs.audit.RootRecorder;
import ee.cqrs.catalogue.Catalogue;
import ee.cqrs.registry.AggregateRegistry;
import ee.cqrs.registry.RestartIntensity;
import ee.cqrs.settings.Settings;
import ee.cqrs.store.CommandRetention;
import ee.cqrs.store.GroupCommit;

/**
 * Watches the threads of the framework, bounds what grows (idle aggregates leave memory, old commands leave the store), and has
 * the root hash of the log recorded.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN) // a long purge must not stop passivation
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Housekeeping {

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
    private RootRecorder roots;

    @Inject
    private Catalogue catalogue;

    @Inject
    private Settings settings;

    @Inject
    private Clock clock;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void everySecond() {
        groupCommit.watch();
        nodeWatch.watch();
    }

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void everyFewSeconds() {
        registry.passivateIdle();
        intensity.forgetOld();
    }

    @Schedule(hour = "*", minute = "*", second = "30", persistent = false)
    void everyMinute() {
        if (catalogue.isOpen()) { // not before the tables are there
            roots.recordIfDue();
        }
    }

    @Schedule(hour = "*", minute = "17", persistent = false)
    void hourly() {
        var limit = clock.instant().minus(settings.commandRetention());
        while (retention.removeSome(limit) > 0) {
            // a few at a time, each in a transaction of its own, so that no command waits long
        }
    }
}
