package ee.cqrs.benchmark.ledger;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.supervision.Application;

/** Ledgers, with and without snapshots. */
@ApplicationScoped
public class LedgersApplication implements Application {

    @Override
    public String name() {
        return "ledgers";
    }

    @Override
    public List<Class<? extends Aggregate<?>>> aggregates() {
        return List.of(Ledger.class, SnapshotLedger.class);
    }
}
