package ee.cqrs.store;

import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;

/**
 * How a transaction begins that writes beside the journal: with room on the disk, and with limits to how long it waits
 * for others and lets them wait.
 */
@Singleton
public class TransactionStart {

    private final Provider<Database> database; // asked for later: at first there is no user to connect with
    private final DiskSpace space;

    @Inject
    TransactionStart(Provider<Database> database, DiskSpace space) {
        this.database = database;
        this.space = space;
    }

    /**
     * Has to come first in the transaction.
     *
     * @param entities what the transaction works with
     * @param lock how long it waits for a row that another node has locked
     * @param idle after how long without a word the database undoes it, so that a frozen node stops nobody for longer
     * @throws StoreException if there is no room to write
     */
    public void begin(EntityManager entities, Duration lock, Duration idle) {
        space.require();
        database.get().limitWaits(lock, idle).ifPresent(limits -> entities.createNativeQuery(limits)
                .getSingleResult());
    }

    /**
     * For statements that compare with the clock of the database, however long ago the transaction began.
     *
     * @return an expression in its words
     */
    public String clock() {
        return database.get().clock();
    }
}
