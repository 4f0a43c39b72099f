package ee.cqrs.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Appends whose commit broke, until the database tells what became of them. Their callers wait for it no longer than
 * they would for any save, and none of them asks himself: together they would take all connections.
 */
final class InDoubt {

    private final Journal journal;
    private final List<PendingAppend> appends = new ArrayList<>(); // the writer's
    private Throwable cause;

    InDoubt(Journal journal) {
        this.journal = journal;
    }

    /** Takes those of a batch that nobody knows about. Their aggregates leave memory now. */
    void add(List<PendingAppend> batch, Throwable failure) {
        cause = failure;
        for (PendingAppend pending : batch) {
            if (!pending.outcome().isDone()) {
                pending.inDoubt();
                appends.add(pending);
            }
        }
    }

    /**
     * Asks the database what became of them, and tells their callers.
     *
     * @throws StoreException if it is still away; then all stay in doubt
     */
    void settle() {
        if (appends.isEmpty()) {
            return;
        }
        journal.settleDoubts();
        Set<String> saved = journal.savedCommands(
                appends.stream().map(PendingAppend::commandId).toList());
        for (PendingAppend pending : appends) {
            if (saved.contains(pending.commandId())) {
                pending.savedBefore();
            } else {
                pending.failed(new StoreException(StoreException.Fault.DATABASE, cause));
            }
        }
        appends.clear();
    }

    /** Nobody will ask any more. */
    void giveUp() {
        appends.forEach(pending -> pending.failed(new UnknownOutcomeException(cause)));
        appends.clear();
    }
}
