package ee.cqrs.store;

import java.nio.file.Path;
import java.util.Map;

import javax.sql.DataSource;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;

/** A database with the tables, and with the users of the server's two data sources. */
public interface TestDatabase {

    /** A file, which is made if it is not there. */
    static TestDatabase h2(Path folder) {
        return H2Database.in(folder);
    }

    /** The one on a real server, emptied. */
    static TestDatabase postgresql() {
        return PostgresCluster.get().emptyStore();
    }

    /** What the tables are changed with. */
    DataSource owner();

    /** What the application connects with. */
    DataSource application();

    /** For damage: a user whom nothing stops. */
    DataSource vandal();

    /** What JPA reaches it with, as the application. */
    default EntityManagerFactory connect() {
        return Persistence.createEntityManagerFactory(
                "cqrs-local", Map.of("jakarta.persistence.nonJtaDataSource", application()));
    }

    /** Gives back what {@link #connect} gave. */
    default void disconnect(EntityManagerFactory factory) {
        factory.close();
    }

    /** Counts those who wait for a lock. */
    String lockWaiters();
}
