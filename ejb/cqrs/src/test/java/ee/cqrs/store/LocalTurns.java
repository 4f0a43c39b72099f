package ee.cqrs.store;

import jakarta.transaction.Status;

import ee.cqrs.settings.Settings;

/** The turns of transactions that each have a thread. */
final class LocalTurns extends JournalTurns {

    private final ThreadLocal<Turn> held = new ThreadLocal<>();

    LocalTurns(Database database, Settings settings) {
        super(() -> database, settings);
    }

    /** When a transaction is over, whether it had its turn or not. */
    void leave() {
        Turn turn = held.get();
        if (turn != null) {
            held.remove();
            turn.afterCompletion(Status.STATUS_UNKNOWN);
        }
    }

    @Override
    boolean isTaken() {
        return held.get() != null;
    }

    @Override
    void leaveAtTheEnd(Turn turn) {
        // whoever has it leaves
    }

    @Override
    void keep(Turn turn) {
        held.set(turn);
    }
}
