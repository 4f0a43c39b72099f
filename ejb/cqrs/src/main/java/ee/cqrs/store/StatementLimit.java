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
        T read;
        try {
            read = reading.get();
        } catch (RuntimeException | Error e) {
            try {
                end(entities);
            } catch (RuntimeException lost) { // transaction or connection
                e.addSuppressed(lost);
            }
            throw e;
        }
        end(entities);
        return read;
    }

    private void end(EntityManager entities) {
        if (database.get() == Database.H2) { // whose limit is the connection's
            set(entities, Duration.ZERO);
        }
    }

    private void set(EntityManager entities, Duration most) {
        entities.createNativeQuery(database.get().limitStatements(most)).executeUpdate();
    }
}
