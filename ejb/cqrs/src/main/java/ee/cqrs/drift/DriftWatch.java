package ee.cqrs.drift;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.Catalogue;
import ee.cqrs.registry.AggregateRegistry;
import ee.cqrs.registry.BusyException;
import ee.cqrs.settings.Settings;
import ee.cqrs.store.Drift;
import ee.cqrs.store.Quarantine;
import ee.cqrs.store.StoreException;
import org.jboss.logging.Logger;

/**
 * Has aggregates compared with the replay of their events, so many a minute. A snapshot that differs is not used any more, a state in
 * memory that differs is restored, and both are reported until a later look finds no difference.
 */
@Singleton
public class DriftWatch {

    private static final Logger LOG = Logger.getLogger(DriftWatch.class);
    private static final double SECONDS = 60;

    /** What was not looked at in time is left out: a pause is not made up for. */
    private static final double MOST_SECONDS = 10;

    /** So many others come before one that could not be looked at, so that it keeps nobody from his turn if it never can. */
    private static final int OTHERS_FIRST = 10;

    private static final long LONG = TimeUnit.SECONDS.toNanos(4);

    private final DriftCheck check;
    private final Rounds rounds;
    private final Quarantine quarantine;
    private final Catalogue catalogue;
    private final AggregateRegistry registry;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final int rate;
    private final Set<AggregateId> again = new LinkedHashSet<>(); // those that could not be looked at
    private int others; // how many were looked at since the last one of these
    private double due;
    private long last;
    private boolean failing;

    @Inject
    DriftWatch(
            DriftCheck check,
            Rounds rounds,
            Quarantine quarantine,
            Catalogue catalogue,
            AggregateRegistry registry,
            Clock clock,
            Settings settings) {
        this(check, rounds, quarantine, catalogue, registry, clock, settings, System::nanoTime);
    }

    DriftWatch(
            DriftCheck check,
            Rounds rounds,
            Quarantine quarantine,
            Catalogue catalogue,
            AggregateRegistry registry,
            Clock clock,
            Settings settings,
            LongSupplier nanoTime) {
        this.check = check;
        this.rounds = rounds;
        this.quarantine = quarantine;
        this.catalogue = catalogue;
        this.registry = registry;
        this.clock = clock;
        this.nanoTime = nanoTime;
        rate = settings.driftRate();
        last = nanoTime.getAsLong();
    }

    /** Looks at as many as are due since the last time, and not for long. To be called every few seconds. */
    public synchronized void checkDue() {
        long now = nanoTime.getAsLong();
        due = Math.min(due + (now - last) / 1e9 * rate / SECONDS, Math.max(1, MOST_SECONDS * rate / SECONDS));
        last = now;
        if (rate == 0) {
            return;
        }
        try {
            quarantine.load();
            for (; due >= 1 && catalogue.isOpen() && nanoTime.getAsLong() - now < LONG; due--) {
                next().ifPresent(this::check);
            }
            failing = false;
        } catch (RuntimeException | StackOverflowError e) { // the others are looked at the next time
            if (!failing && catalogue.isOpen()) { // once for each outage
                LOG.warnf(e, "States cannot be compared with their events: %s", e.getMessage());
            }
            failing = true;
        }
    }

    private Optional<AggregateId> next() {
        if (others < OTHERS_FIRST || again.isEmpty()) {
            Optional<AggregateId> next = rounds.next();
            if (next.isPresent()) {
                others++;
                return next;
            }
        }
        others = 0;
        Iterator<AggregateId> first = again.iterator();
        if (!first.hasNext()) {
            return Optional.empty();
        }
        AggregateId next = first.next();
        first.remove();
        return Optional.of(next);
    }

    /**
     * What was found and is not put right yet.
     *
     * @return in no order
     */
    public List<Drift> open() {
        return quarantine.open();
    }

    /** Looks at one aggregate; one of a type that does not run is left as it is. */
    void check(AggregateId id) {
        try {
            catalogue.find(id.type()).ifPresent(definition -> check(definition, id));
        } catch (BusyException e) {
            LOG.debugf(e, "%s is compared later", id);
            again.add(id);
        } catch (StoreException e) {
            again.add(id);
            throw e;
        }
    }

    private void check(AggregateDefinition<?> definition, AggregateId id) {
        Comparison found = check.compare(definition, id);
        Optional<Drift> known = quarantine.find(id);
        if (found.differs()) {
            keep(id, found, known); // before it is restored: not from that snapshot
            if (found.live() && (found.stable() || known.isEmpty())) {
                registry.evict(id);
            }
        } else if (known.isPresent() && !found.quarantined()) {
            quarantine.remove(id);
            LOG.infof("%s is what its events say again", id);
        }
    }

    private void keep(AggregateId id, Comparison found, Optional<Drift> known) {
        UUID snapshot = found.snapshot() == null && found.quarantined()
                ? known.map(Drift::snapshot).orElse(null)
                : found.snapshot();
        if (known.isPresent()
                && (snapshot == null || snapshot.equals(known.get().snapshot()))) {
            return; // reported before
        }
        quarantine.put(new Drift(
                id,
                known.map(Drift::firstIndex)
                        .filter(first -> first < found.firstIndex())
                        .orElse(found.firstIndex()),
                snapshot,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                found.difference()));
        LOG.errorf(
                "%s differs from its events from index %d on: %s. %s",
                id, found.firstIndex(), found.difference(), remedy(found));
    }

    private static String remedy(Comparison found) {
        if (found.snapshot() != null) {
            return "The snapshot is not used any more";
        }
        return found.live() ? "It is restored from the store" : "GET /cqrs/api/verify tells more";
    }
}
