package ee.cqrs.benchmark.ledger;

import jakarta.ejb.Stateful;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.aggregate.Decision;
import ee.cqrs.benchmark.ledger.LedgerCommand.Overdraw;
import ee.cqrs.benchmark.ledger.LedgerCommand.PostEntries;
import ee.cqrs.benchmark.ledger.LedgerEvent.EntryPosted;

/** A ledger of which only events are kept. */
@Stateful(passivationCapable = false)
@AggregateType(value = "ledger", snapshotPeriod = AggregateType.NEVER)
public class Ledger extends Aggregate<LedgerState> {

    @Override
    protected LedgerState initial() {
        return LedgerState.EMPTY;
    }

    Decision attempt(LedgerState ledger, PostEntries command) {
        return accept(command.entries());
    }

    Decision attempt(LedgerState ledger, Overdraw command) {
        return reject("overdrawn", "The balance is %d".formatted(ledger.balance()));
    }

    LedgerState apply(LedgerState ledger, EntryPosted event) {
        return ledger.plus(event.amount());
    }
}
