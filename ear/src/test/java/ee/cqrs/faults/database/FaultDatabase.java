package ee.cqrs.faults.database;

import java.sql.Connection;
import java.sql.SQLException;

import ee.cqrs.it.client.Postgres;
import ee.cqrs.server.Database;
import ee.cqrs.server.ServerInstance;
import org.opentest4j.TestAbortedException;

/** The database of one scenario. */
public interface FaultDatabase extends AutoCloseable {

    /**
     * Opens an empty one: H2 in the server itself, a PostgreSQL of the suite's own, or the user's if he named one by
     * {@code -Dcqrs.faults.postgresql.url}, {@code .user} and {@code .password}.
     */
    static FaultDatabase open(Database kind) {
        if (kind == Database.H2) {
            return new EmbeddedDatabase();
        }
        String url = System.getProperty("cqrs.faults.postgresql.url", "");
        return url.isBlank()
                ? new OwnPostgres()
                : UsersPostgres.at(
                        url,
                        System.getProperty("cqrs.faults.postgresql.user", "postgres"),
                        System.getProperty("cqrs.faults.postgresql.password", ""));
    }

    Database kind();

    /** Has a server keep its events here. */
    void serve(ServerInstance unstarted);

    /**
     * The PostgreSQL whose processes the scenario controls.
     *
     * @throws TestAbortedException if it is the user's
     */
    default Postgres postgres() {
        throw new TestAbortedException("needs a PostgreSQL of its own");
    }

    /** A connection beside the server's; its auto-commit is on. */
    default Connection connect() throws SQLException {
        throw new TestAbortedException("needs a PostgreSQL");
    }

    /** Runs a statement beside the server. */
    default void execute(String sql) {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** What a query says, beside the server. */
    default long number(String query) {
        try (Connection connection = connect();
                var rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    @Override
    void close();
}
