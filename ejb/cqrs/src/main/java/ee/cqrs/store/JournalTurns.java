package ee.cqrs.store;

import java.util.concurrent.Semaphore;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;

import ee.cqrs.settings.Settings;

/**
 * Whose turn it is to lock the journal of an embedded database. Where one transaction is rolled back while another waits for
 * a row that it has changed, H2 loses what is committed to that row next (seen with each version from 2.2.224 to 2.5.252):
 * the head would fall behind its events. So in the one process that has the file, they come one after the other. The row lock
 * of PostgreSQL sees to that itself.
 */
@Singleton
public class JournalTurns {

    private static final Object KEY = JournalTurns.class;

    private final Semaphore place = new Semaphore(1, true);
    private final Provider<Database> database; // asked for later: at first there is no user to connect with
    private final long patience;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    private TransactionSynchronizationRegistry transactions;

    @Inject
    JournalTurns(Provider<Database> database, Settings settings) {
        this.database = database;
        patience = settings.journal().lockTimeout().toNanos();
    }

    /**
     * Waits until the current transaction may lock the journal. It is its turn until it has ended.
     *
     * @throws StoreException if the turn does not come in time
     */
    void take() {
        if (database.get().isShared() || isTaken()) {
            return;
        }
        Turn turn = new Turn(place);
        leaveAtTheEnd(turn); // first: what has begun to wait is certain to hear of the end
        turn.await(patience);
        keep(turn);
    }

    boolean isTaken() {
        return transactions.getResource(KEY) != null;
    }

    void leaveAtTheEnd(Turn turn) {
        transactions.registerInterposedSynchronization(turn);
    }

    void keep(Turn turn) {
        transactions.putResource(KEY, turn);
    }

    /** How many transactions wait for theirs. */
    int waiting() {
        return place.getQueueLength();
    }
}
