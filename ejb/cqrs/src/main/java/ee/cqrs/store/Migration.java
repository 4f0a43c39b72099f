package ee.cqrs.store;

import java.util.Locale;
import java.util.Map;

import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.inject.Singleton;

import org.flywaydb.core.Flyway;

/**
 * Brings the tables to today's version by the scripts under {@code db/migration}, one folder for each database. It does
 * so as their owner: the application's own user may not change tables. On H2 these scripts create it, on PostgreSQL they
 * give the one that there is its rights.
 */
@Singleton
public class Migration {

    @Resource(lookup = "java:jboss/datasources/CqrsOwnerDS")
    private DataSource owner;

    @Resource(lookup = "java:jboss/datasources/CqrsDS")
    private DataSource application;

    /**
     * Runs the scripts that have not run yet, outside any transaction of a caller's.
     *
     * @throws IllegalStateException if the database is away
     */
    public void migrate() {
        migrate(owner, application);
    }

    static void migrate(DataSource owner, DataSource application) {
        Database database = Database.of(owner);
        Flyway.configure(Migration.class.getClassLoader())
                .dataSource(owner)
                .locations("classpath:db/migration/" + database.name().toLowerCase(Locale.ROOT))
                .table("schema_history")
                .placeholders(Map.of("application", database.userOf(application)))
                .load()
                .migrate();
    }
}
