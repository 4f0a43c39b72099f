package ee.cqrs.it.client;

import java.sql.SQLException;

import javax.sql.DataSource;

/** Makes the tables of an application of a test, on a server: in the module of the application. */
public final class OwnTables {

    private OwnTables() {}

    /** As the owner of the tables. */
    public static void make(DataSource owner, String... statements) {
        try (var connection = owner.getConnection();
                var statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
