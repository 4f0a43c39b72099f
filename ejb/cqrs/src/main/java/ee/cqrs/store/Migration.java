package ee.cqrs.store;

import java.util.Locale;

import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.inject.Singleton;

import org.flywaydb.core.Flyway;

/**
 * Brings the tables to today's version by the scripts under {@code db/migration}, one folder for each database. It does
 * so as their owner: the application's own user may not change tables, and on H2 these scripts create it.
 */
@Singleton
public class Migration {

    @Resource(lookup = "java:jboss/datasources/CqrsOwnerDS")
    private DataSource owner;

    /**
     * Runs the scripts that have not run yet, outside any transaction of a caller's.
     *
     * @throws IllegalStateException if the database is away
     */
    public void migrate() {
        migrate(owner);
    }

    static void migrate(DataSource owner) {
        Flyway.configure(Migration.class.getClassLoader())
                .dataSource(owner)
                .locations("classpath:db/migration/" + Database.of(owner).name().toLowerCase(Locale.ROOT))
                .table("schema_history")
                .load()
                .migrate();
    }
}
