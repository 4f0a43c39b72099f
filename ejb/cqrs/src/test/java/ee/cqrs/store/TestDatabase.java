package ee.cqrs.store;

import java.nio.file.Path;

import javax.sql.DataSource;

/** A database with the tables, and with the users of the server's two data sources. */
public interface TestDatabase {

    /** A file, which is made if it is not there. */
    static TestDatabase h2(Path folder) {
        return new H2Database(folder);
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

    /** Counts those who wait for a lock. */
    String lockWaiters();
}
