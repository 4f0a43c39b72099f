package ee.cqrs.benchmark.ledger;

import java.util.stream.IntStream;

/** What can be asked of a ledger. */
public sealed interface LedgerCommand {

    /** Posts many entries at once: long streams in a short time. */
    record PostEntries(int count) implements LedgerCommand {

        LedgerEvent.EntryPosted[] entries() {
            return IntStream.range(0, count)
                    .mapToObj(i -> new LedgerEvent.EntryPosted(100 + i, "EUR", "Entry " + i + " of " + count))
                    .toArray(LedgerEvent.EntryPosted[]::new);
        }
    }

    /** Is always refused: what can be done without saving anything. */
    record Overdraw() implements LedgerCommand {}
}
