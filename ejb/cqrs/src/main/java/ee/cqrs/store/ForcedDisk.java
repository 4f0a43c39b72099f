package ee.cqrs.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;

import ee.cqrs.settings.Settings;

/**
 * Keeps what was committed through a power loss, if {@code cqrs.journal.force-disk} wants it: H2 hands its writes to the
 * operating system and does not wait for the disk.
 */
@Singleton
public class ForcedDisk {

    private final boolean wanted;
    private final Provider<Database> database; // asked for later: at first there is no user to connect with

    @Resource(lookup = "java:jboss/datasources/CqrsOwnerDS")
    private DataSource owner; // no other user of H2 may do it

    @Inject
    ForcedDisk(Settings settings, Provider<Database> database) {
        wanted = settings.journal().forceDisk();
        this.database = database;
    }

    ForcedDisk(Settings settings, Database database, DataSource owner) {
        this(settings, () -> database);
        this.owner = owner;
    }

    /**
     * Returns when all that was committed is on the disk.
     *
     * @throws StoreException if the disk refuses
     */
    void force() {
        if (wanted) {
            database.get().forceDisk().ifPresent(this::execute);
        }
    }

    private void execute(String sql) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
