package ee.cqrs.store;

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
                .locations("classpath:db/migration/"
                        + Database.of(dataSource).name().toLowerCase(Locale.ROOT))
                .table("schema_history")
                .load()
                .migrate();
    }
}
