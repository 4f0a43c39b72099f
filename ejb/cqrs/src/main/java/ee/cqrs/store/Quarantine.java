package ee.cqrs.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.aggregate.Meta;

/**
 * The aggregates whose state was found to differ from their events, and with them the snapshots that no restore may use. They
 * are stored, so that a restart does not forget them, and known in memory, so that a restore need not ask.
 */
@Singleton
public class Quarantine {

    private static final String DELETE = "delete from drift where aggregate_type = ? and aggregate_id = ?";
    private static final String INSERT = """
            insert into drift (aggregate_type, aggregate_id, first_index, snapshot_uuid, found_at, difference)
            values (?, ?, ?, ?, ?, ?)""";
    private static final String SELECT =
            "select aggregate_type, aggregate_id, first_index, snapshot_uuid, found_at, difference from drift";

    private final DiskSpace space;

    @Resource(lookup = "java:jboss/datasources/CqrsDS")
    private DataSource dataSource;

    private volatile Map<AggregateId, Drift> drifts = Map.of();

    @Inject
    Quarantine(DiskSpace space) {
        this.space = space;
    }

    Quarantine(DiskSpace space, DataSource dataSource) {
        this(space);
        this.dataSource = dataSource;
    }

    /**
     * Reads what is stored: at start, and from time to time, for other nodes find drifts, too.
     *
     * @throws StoreException if the database is away
     */
    public synchronized void load() {
        Map<AggregateId, Drift> stored = new HashMap<>();
        try (var connection = dataSource.getConnection();
                var query = connection.prepareStatement(SELECT);
                var rows = query.executeQuery()) {
            while (rows.next()) {
                Drift drift = read(rows);
                stored.put(drift.aggregate(), drift);
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
        drifts = Map.copyOf(stored);
    }

    /**
     * What is open.
     *
     * @return in no order
     */
    public List<Drift> open() {
        return List.copyOf(drifts.values());
    }

    /**
     * What is open of one aggregate.
     *
     * @param aggregate which one
     * @return empty if nothing is
     */
    public Optional<Drift> find(AggregateId aggregate) {
        return Optional.ofNullable(drifts.get(aggregate));
    }

    /**
     * Whether a snapshot must not be used.
     *
     * @param snapshot its meta
     * @return true until another replaces it
     */
    public boolean holds(Meta snapshot) {
        return find(snapshot.aggregate())
                .filter(drift -> snapshot.uuid().equals(drift.snapshot()))
                .isPresent();
    }

    /**
     * Opens a drift, in place of the one that the aggregate may have had.
     *
     * @param drift what was found
     * @throws StoreException if the database is away or the disk full
     */
    public synchronized void put(Drift drift) {
        space.requireLittle();
        change(drift.aggregate(), Optional.of(drift));
    }

    /**
     * Closes the drift of an aggregate.
     *
     * @param aggregate which one
     * @throws StoreException if the database is away
     */
    public synchronized void remove(AggregateId aggregate) {
        change(aggregate, Optional.empty());
    }

    private void change(AggregateId aggregate, Optional<Drift> drift) {
        try (var connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                delete(connection, aggregate);
                if (drift.isPresent()) {
                    insert(connection, drift.get());
                }
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
        Map<AggregateId, Drift> changed = new HashMap<>(drifts);
        changed.remove(aggregate);
        drift.ifPresent(found -> changed.put(aggregate, found));
        drifts = Map.copyOf(changed);
    }

    private static void delete(Connection connection, AggregateId aggregate) throws SQLException {
        try (var delete = connection.prepareStatement(DELETE)) {
            setId(delete, aggregate);
            delete.executeUpdate();
        }
    }

    private static void insert(Connection connection, Drift drift) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT)) {
            setId(insert, drift.aggregate());
            insert.setLong(3, drift.firstIndex());
            insert.setObject(4, drift.snapshot());
            insert.setLong(5, Micros.of(drift.foundAt()));
            insert.setString(6, drift.difference());
            insert.executeUpdate();
        }
    }

    private static void setId(PreparedStatement statement, AggregateId aggregate) throws SQLException {
        statement.setString(1, aggregate.type());
        statement.setString(2, aggregate.id());
    }

    private static Drift read(ResultSet row) throws SQLException {
        return new Drift(
                new AggregateId(row.getString(1), row.getString(2)),
                row.getLong(3),
                row.getObject(4, UUID.class),
                Micros.toInstant(row.getLong(5)),
                row.getString(6));
    }
}
