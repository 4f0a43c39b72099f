package ee.cqrs.command;

import java.util.List;
import java.util.concurrent.Callable;

import ee.cqrs.store.StoreException;

/**
 * What a caller was told, without what no model can know: ids, times, positions.
 *
 * @param told what kind of answer
 * @param index of the aggregate; null if it is not told
 * @param amounts what the events have added
 */
record Answer(String told, Long index, List<Long> amounts) {

    private static final String ACCEPTED = "accepted";
    private static final String REJECTED = "rejected";

    static Answer accepted(Ledger.State after, List<Long> amounts) {
        return new Answer(ACCEPTED, after.count() - 1, amounts);
    }

    static Answer of(String told) {
        return new Answer(told, null, List.of());
    }

    static Answer rejected() {
        return of(REJECTED);
    }

    static Answer problem(Problem.Kind kind) {
        return of(kind.name());
    }

    /** Whether the caller has met an exception. */
    boolean isProblem() {
        return !told.equals(ACCEPTED) && !told.equals(REJECTED);
    }

    /** Nothing was saved, for sure. */
    static Answer notSaved() {
        return of("not saved");
    }

    static Answer of(CommandResult result) {
        return of(() -> {
            if (result.failure() != null) {
                throw result.failure();
            }
            return result.outcome();
        });
    }

    static Answer of(Callable<CommandOutcome> call) {
        try {
            CommandOutcome outcome = call.call();
            return outcome instanceof CommandOutcome.Accepted accepted
                    ? new Answer(
                            ACCEPTED,
                            accepted.aggregate().index(),
                            accepted.events().stream().map(LedgerModel::amount).toList())
                    : rejected();
        } catch (CommandException e) {
            return problem(e.problem().kind());
        } catch (StoreException e) {
            return notSaved();
        } catch (Exception e) {
            throw new AssertionError("No caller may be told this", e);
        }
    }
}
