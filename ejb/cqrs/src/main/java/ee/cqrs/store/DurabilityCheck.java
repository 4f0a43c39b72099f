package ee.cqrs.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.settings.Settings;
import org.jboss.logging.Logger;

/**
 * Refuses a database that was told to be fast instead of durable. Nobody would notice before the crash in which it loses
 * what was acknowledged, so it is asked at start, over the application's own data source: some settings are those of a
 * user or a connection.
 */
@Singleton
public class DurabilityCheck {

    private static final Logger LOG = Logger.getLogger(DurabilityCheck.class);

    @Resource(lookup = "java:jboss/datasources/CqrsDS")
    private DataSource dataSource;

    @Inject
    private Settings settings;

    /**
     * Checks the database.
     *
     * @throws IllegalStateException naming what is set wrong and how to set it right, unless {@code
     *     cqrs.store.allow-data-loss} is true; also if the database is away
     */
    public void check() {
        check(dataSource, settings.allowDataLoss());
    }

    static void check(DataSource dataSource, boolean allowDataLoss) {
        List<String> faults = faults(dataSource);
        if (faults.isEmpty()) {
            return;
        }
        String all = String.join("; ", faults);
        if (!allowDataLoss) {
            throw new IllegalStateException("In a crash the database can lose events that were acknowledged: " + all
                    + ". To accept that, set cqrs.store.allow-data-loss to true");
        }
        LOG.warn(
                "In a crash the database can lose events that were acknowledged, as cqrs.store.allow-data-loss permits: "
                        + all);
    }

    private static List<String> faults(DataSource dataSource) {
        List<String> faults = new ArrayList<>();
        try (var connection = dataSource.getConnection();
                var query = connection.createStatement();
                var rows = query.executeQuery(Database.of(dataSource).durabilityFaults())) {
            while (rows.next()) {
                faults.add("%s is %s (%s)".formatted(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
            return faults;
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not tell whether it is durable", e);
        }
    }
}
