package ee.cqrs.faults.database;

import java.sql.Connection;
import java.sql.SQLException;

/** Somebody else's transaction in the PostgreSQL of a scenario. */
public final class ForeignSession implements AutoCloseable {

    private final Connection connection;

    private ForeignSession(Connection connection) {
        this.connection = connection;
    }

    /** Begins one. */
    public static ForeignSession begin(FaultDatabase database) throws SQLException {
        Connection connection = database.connect();
        connection.setAutoCommit(false);
        return new ForeignSession(connection);
    }

    /** Nobody else can write the journal until this ends. */
    public void takeJournal() throws SQLException {
        execute("select head from journal where id = 1 for update");
    }

    public void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Ends it without a trace. */
    @Override
    public void close() throws SQLException {
        try (connection) {
            connection.rollback();
        }
    }
}
