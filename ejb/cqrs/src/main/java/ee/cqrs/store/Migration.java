package ee.cqrs.store;

import java.util.Locale;
import java.util.Map;

import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.inject.Singleton;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings the tables to today's version by the scripts under {@code db/migration}, one folder for each database. It does
 * so as their owner: the application's own user may not change tables. On H2 these scripts create it, on PostgreSQL they
 * give the one that there is its rights. Applications bring scripts of their own, which have their own history.
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

    /**
     * Runs the scripts of an application, if it has any, as the owner of the tables.
     *
     * @param name of the application: its scripts are under {@code db/<name>/h2} and {@code db/<name>/postgresql}, where
     *     <code>${application}</code> stands for the user who works with the tables
     * @param loader sees the scripts
     * @throws IllegalStateException if there are scripts, but none for this database, or if the database is away
     */
    public void migrate(String name, ClassLoader loader) {
        migrate(owner, application, name, loader);
    }

    /**
     * The same for given data sources.
     *
     * @param owner of the tables
     * @param application who works with them
     * @param name of the application
     * @param loader sees the scripts
     * @throws IllegalStateException if there are scripts, but none for this database, or if the database is away
     */
    public static void migrate(DataSource owner, DataSource application, String name, ClassLoader loader) {
        String scripts = "db/" + name;
        if (loader.getResource(scripts) == null) {
            return;
        }
        Database database = Database.of(owner);
        if (loader.getResource(folder(scripts, database)) == null) {
            throw new IllegalStateException("The application %s has scripts under %s, but none under %s"
                    .formatted(name, scripts, folder(scripts, database)));
        }
        scripts(loader, owner, application, database, scripts)
                .table("schema_history_" + name)
                .baselineOnMigrate(true) // others have tables there
                .baselineVersion("0")
                .load()
                .migrate();
    }

    static void migrate(DataSource owner, DataSource application) {
        scripts(Migration.class.getClassLoader(), owner, application, Database.of(owner), "db/migration")
                .table("schema_history")
                .load()
                .migrate();
    }

    private static FluentConfiguration scripts(
            ClassLoader loader, DataSource owner, DataSource application, Database database, String folder) {
        return Flyway.configure(loader)
                .dataSource(owner)
                .locations("classpath:" + folder(folder, database))
                .placeholders(Map.of("application", database.userOf(application)));
    }

    private static String folder(String scripts, Database database) {
        return scripts + "/" + database.name().toLowerCase(Locale.ROOT);
    }
}
