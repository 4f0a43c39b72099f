package ee.cqrs.store;

import java.sql.SQLException;

import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Records root hashes. Nobody changes or removes them. */
@Singleton
public class RootHashes {

    private static final String UNIQUE_VIOLATION = "23505";

    private final DiskSpace space;

    @Resource(lookup = "java:jboss/datasources/CqrsDS")
    private DataSource dataSource;

    @Inject
    RootHashes(DiskSpace space) {
        this.space = space;
    }

    RootHashes(DiskSpace space, DataSource dataSource) {
        this(space);
        this.dataSource = dataSource;
    }

    /**
     * Records one.
     *
     * @param root what to record
     * @return false if there is one for its position: another node was faster
     * @throws StoreException if the database is away or the disk full
     */
    public boolean record(RootHash root) {
        space.requireLittle();
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(
                        "insert into root_hash (position, hash, recorded_at) values (?, ?, ?)")) {
            insert.setLong(1, root.position());
            insert.setString(2, root.hash());
            insert.setLong(3, Micros.of(root.recordedAt()));
            insert.executeUpdate();
            return true;
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                return false;
            }
            throw new StoreException(e);
        }
    }
}
