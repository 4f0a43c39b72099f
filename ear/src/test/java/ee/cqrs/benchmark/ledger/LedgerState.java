package ee.cqrs.benchmark.ledger;

/**
 * A ledger.
 *
 * @param entries how many there are
 * @param balance their sum
 */
public record LedgerState(long entries, long balance) {

    static final LedgerState EMPTY = new LedgerState(0, 0);

    LedgerState plus(long amount) {
        return new LedgerState(entries + 1, balance + amount);
    }
}
