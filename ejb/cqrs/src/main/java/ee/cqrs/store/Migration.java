package ee.cqrs.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.inject.Singleton;

import org.flywaydb.core.Flyway;

/** Brings the tables to today's version by the scripts under {@code db/migration}, one folder for each database. */
@Singleton
public class Migration {

    @Resource(lookup = "java:jboss/datasources/CqrsDS")
    private DataSource dataSource;

    /**
     * Runs the scripts that have not run yet, outside any transaction of a caller's.
     *
     * @throws IllegalStateException if the database is away
     */
    public void migrate() {
        migrate(dataSource);
    }

    static void migrate(DataSource dataSource) {
        Flyway.configure(Migration.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:db/migration/" + database(dataSource))
                .table("schema_history")
                .load()
                .migrate();
    }

    private static String database(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        } catch (SQLException e) {
            throw new IllegalStateException("The database is away", e);
        }
    }
}
