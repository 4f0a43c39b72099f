package ee.cqrs.benchmark.ledger;

/** What happens to a ledger. */
public sealed interface LedgerEvent {

    record EntryPosted(long amount, String currency, String text) implements LedgerEvent {}
}
