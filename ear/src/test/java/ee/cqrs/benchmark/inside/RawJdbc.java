package ee.cqrs.benchmark.inside;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes what the engine writes, without the engine: rows like those that it wrote, through its data source. */
@ApplicationScoped
public class RawJdbc {

    private static final int TEMPLATES = 1_000;

    private static final String WRITTEN = """
            select %s from event e join command c on c.command_id = e.command_id
             where e.event_type = 'MoneyDeposited'
             order by e.position desc
             fetch first %d rows only
            """;

    @Resource(lookup = "java:jboss/datasources/CqrsDS")
    private DataSource dataSource;

    /** A writer with a connection and aggregates of its own. */
    Work writer(int accounts, int batch) throws SQLException {
        Connection connection = dataSource.getConnection();
        connection.setAutoCommit(false);
        return new RawWriter(
                connection,
                written(connection, RawWriter.EVENT, "e"),
                written(connection, RawWriter.COMMAND, "c"),
                accounts,
                batch);
    }

    /** Deposits that the engine wrote, the latest first. */
    private static List<Object[]> written(Connection connection, List<String> columns, String table)
            throws SQLException {
        String names = table + "." + String.join(", " + table + ".", columns);
        List<Object[]> rows = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(WRITTEN.formatted(names, TEMPLATES));
                ResultSet result = select.executeQuery()) {
            while (result.next()) {
                Object[] row = new Object[columns.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = result.getObject(i + 1);
                }
                rows.add(row);
            }
        }
        if (rows.isEmpty()) {
            throw new IllegalStateException("The engine has to write some deposits first");
        }
        return rows;
    }
}
