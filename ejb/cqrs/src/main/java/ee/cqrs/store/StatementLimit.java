package ee.cqrs.store;

import java.time.Duration;
import java.util.function.Supplier;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;

/** Lets no statement of a transaction take for ever: it holds a connection. */
@Singleton
public class StatementLimit {

    private final Provider<Database> database; // asked for later: at first there is no user to connect with

    @Inject
    StatementLimit(Provider<Database> database) {
        this.database = database;
    }

    /**
     * Reads in the transaction of the caller.
     *
     * @param entities of the unit of the framework
     * @param most how long a statement may take; the database ends one that takes longer
     * @param reading what to read
     * @param <T> what it gives
     * @return what it gave
     */
    public <T> T within(EntityManager entities, Duration most, Supplier<T> reading) {
        set(entities, most);
        try {
            return reading.get();
        } finally {
            if (database.get() == Database.H2) {
                set(entities, Duration.ZERO);
            }
        }
    }

    private void set(EntityManager entities, Duration most) {
        entities.createNativeQuery(database.get().limitStatements(most)).executeUpdate();
    }
}
