package ee.cqrs.store;

import java.util.concurrent.Semaphore;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;

import ee.cqrs.settings.Settings;

/**
 * Whose turn it is to lock the journal of an embedded database. Where one transaction is rolled back while another waits for
 * a row that it has changed, H2 loses what is committed to that row next (seen with each version from 2.2.224 to 2.5.252):
 * the head would fall behind its events. So in the one process that has the file, they come one after the other. The row lock
 * of PostgreSQL sees to that itself.
 *
 * <p>H2 does not see who waits here: two transactions that wait for each other, one for its turn and one for another row, are
 * undone by the time-out of that row's lock.
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

    JournalTurns(Database database, Settings settings, TransactionSynchronizationRegistry transactions) {
        this(() -> database, settings);
        this.transactions = transactions;
    }

    /**
     * Waits until the current transaction may lock the journal. It is its turn until it has ended.
     *
     * @throws StoreException if the turn does not come in time, or the transaction is over
     */
    void take() {
        if (database.get().isShared() || transactions.getResource(KEY) != null) {
            return;
        }
        Turn turn = new Turn(place);
        transactions.registerInterposedSynchronization(turn);
        requireActive(); // else nobody may tell of the end
        turn.await(patience);
        try {
            requireActive();
            transactions.putResource(KEY, turn);
        } catch (RuntimeException e) {
            turn.leave();
            throw e;
        }
    }

    /** How many transactions wait for theirs. */
    int waiting() {
        return place.getQueueLength();
    }

    private void requireActive() {
        if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new StoreException(StoreException.Fault.UNDONE, null);
        }
    }
}
