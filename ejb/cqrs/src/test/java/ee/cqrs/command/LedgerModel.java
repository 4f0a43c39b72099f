package ee.cqrs.command;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

import ee.cqrs.store.RecordedEvent;

/** The rules of the {@link Ledger} once more, in a few lines: what the engine does is compared with it. */
final class LedgerModel {

    static final Ledger.State NEW = new Ledger.State(0, 0);

    private LedgerModel() {}

    /**
     * The amounts that a command adds.
     *
     * @return empty if it is rejected
     */
    static Optional<List<Long>> amounts(Ledger.State before, Record command) {
        if (command instanceof Ledger.Add add) {
            return add.amount() < 0 ? Optional.empty() : Optional.of(List.of(add.amount()));
        }
        if (command instanceof Ledger.Take take) {
            return take.amount() > before.sum() ? Optional.empty() : Optional.of(List.of(-take.amount()));
        }
        if (command instanceof Ledger.FillUp fill) {
            return Optional.of(fill.sum() > before.sum() ? List.of(fill.sum() - before.sum()) : List.of());
        }
        if (command instanceof Ledger.AddTwice twice) {
            return Optional.of(List.of(twice.amount(), twice.amount()));
        }
        if (command instanceof Ledger.AddMany many) {
            return Optional.of(Collections.nCopies(many.count(), 1L));
        }
        return Optional.of(List.of());
    }

    static Ledger.State plus(Ledger.State before, List<Long> amounts) {
        long sum = amounts.stream().mapToLong(Long::longValue).sum();
        return new Ledger.State(before.sum() + sum, before.count() + amounts.size());
    }

    /** What an event has added. */
    static long amount(RecordedEvent event) {
        return Long.parseLong(event.data().replaceAll("[^0-9-]", ""));
    }
}
