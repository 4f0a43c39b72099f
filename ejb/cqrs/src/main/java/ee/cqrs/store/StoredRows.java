package ee.cqrs.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

import ee.cqrs.aggregate.Meta;

/** What the rows of the tables say, without JPA. */
final class StoredRows {

    private StoredRows() {}

    static RecordedEvent event(ResultSet row) throws SQLException {
        EventMeta meta = new EventMeta(
                Micros.toInstant(row.getLong("occurred_at")),
                row.getObject("uuid", UUID.class),
                row.getInt("version"),
                row.getString("origin"),
                row.getLong("event_index"),
                row.getString("aggregate_type"),
                row.getString("aggregate_id"),
                row.getObject("snapshot_period", Integer.class),
                row.getLong("position"),
                row.getString("command_id"),
                row.getString("correlation_id"),
                row.getString("causation_id"),
                row.getString("hash"),
                row.getString("previous_hash"));
        return new RecordedEvent(meta, row.getString("event_type"), row.getString("payload"));
    }

    static MeasuredEvent measured(ResultSet row) throws SQLException {
        return new MeasuredEvent(event(row), row.getLong("bytes"));
    }

    static PlacedHash hash(ResultSet row) throws SQLException {
        StreamPlace event = new StreamPlace(
                row.getString("aggregate_type"), row.getString("aggregate_id"), row.getLong("event_index"));
        return new PlacedHash(row.getLong("position"), event, row.getString("hash"));
    }

    static StoredState snapshot(ResultSet row) throws SQLException {
        return snapshot(row, "payload");
    }

    static Record snapshotOrEvent(ResultSet row) throws SQLException {
        return row.getObject("base") == null ? event(row) : snapshot(row, "state");
    }

    private static StoredState snapshot(ResultSet row, String state) throws SQLException {
        Meta meta = new Meta(
                Micros.toInstant(row.getLong("occurred_at")),
                row.getObject("uuid", UUID.class),
                row.getInt("version"),
                row.getString("origin"),
                row.getLong("event_index"),
                row.getString("aggregate_type"),
                row.getString("aggregate_id"),
                row.getObject("snapshot_period", Integer.class));
        return new StoredState(
                meta,
                row.getString(state),
                row.getString("event_hash"),
                row.getBoolean("base"),
                row.getString("checksum"));
    }

    static RootHash root(ResultSet row) throws SQLException {
        return new RootHash(
                row.getLong("position"), row.getString("hash"), Micros.toInstant(row.getLong("recorded_at")));
    }
}
