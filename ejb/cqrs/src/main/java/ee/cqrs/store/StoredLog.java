package ee.cqrs.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

import javax.sql.DataSource;

import ee.cqrs.aggregate.AggregateId;

/**
 * The log as it is stored, page by page, for who restores from it and who checks it: nothing is taken for granted, and plain
 * JDBC also reads it where there is no server.
 *
 * <p>A page in the order of the streams is made of up to three queries: the rest of the stream, the next streams of its type,
 * the next types. Each is one range of an index on both databases, which a comparison of all three columns is not on H2.
 */
public final class StoredLog {

    private static final String META = """
            select position, aggregate_type, aggregate_id, event_index, event_type, version, uuid, occurred_at, origin,
                   snapshot_period, command_id, correlation_id, causation_id, hash, previous_hash,\s""";
    private static final String EVENT = META + "payload from event ";
    private static final String AFTER_INDEX = "where aggregate_type = ? and aggregate_id = ? and event_index > ?";
    private static final String IN_STREAM_ORDER = " order by aggregate_type, aggregate_id, event_index limit ?";
    private static final String REST_OF_STREAM = EVENT + AFTER_INDEX + IN_STREAM_ORDER;

    /** PostgreSQL knows how many bytes there are without reading them. */
    private static final String MEASURED_REST_OF_STREAM = META
            + "octet_length(payload) as bytes, case when octet_length(payload) <= ? then payload end as payload from event "
            + AFTER_INDEX + IN_STREAM_ORDER;

    private static final String LARGE_OF_STREAM =
            EVENT + AFTER_INDEX + " and octet_length(payload) > ?" + IN_STREAM_ORDER;

    private static final String NEXT_STREAMS =
            EVENT + "where aggregate_type = ? and aggregate_id > ?" + IN_STREAM_ORDER;
    private static final String NEXT_TYPES = EVENT + "where aggregate_type > ?" + IN_STREAM_ORDER;

    private static final String HASH =
            "select position, aggregate_type, aggregate_id, event_index, hash from event where position > ";
    private static final String HASHES = HASH + "? and position <= ? order by position limit ?";
    private static final String BEYOND_HEAD =
            HASH + "(select head from journal where id = 1) order by position limit ?";

    private static final String SNAPSHOT = """
            select aggregate_type, aggregate_id, base, event_index, version, uuid, occurred_at, origin, snapshot_period,
                   event_hash, payload, checksum
              from snapshot
            """;
    private static final String BY_AGGREGATE = " order by aggregate_type, aggregate_id, base limit ?";
    private static final String OF_STREAM =
            SNAPSHOT + "where aggregate_type = ? and aggregate_id = ? and base = ?" + BY_AGGREGATE;
    private static final String OF_AGGREGATE =
            SNAPSHOT + "where aggregate_type = ? and aggregate_id = ? order by event_index desc, base desc limit ?";
    private static final Comparator<StoredState> HIGHEST_FIRST = Comparator.comparingLong(
                    (StoredState snapshot) -> snapshot.meta().index())
            .thenComparing(StoredState::base)
            .reversed();

    /** One round trip for both. A state is a column of its own: on H2 it has another type than the payload of an event. */
    private static final String BEGINNING = """
            select null as position, aggregate_type, aggregate_id, event_index, null as event_type, version, uuid, occurred_at,
                   origin, snapshot_period, null as command_id, null as correlation_id, null as causation_id, null as hash,
                   null as previous_hash, null as payload, base, event_hash, payload as state, checksum
              from snapshot
             where aggregate_type = ? and aggregate_id = ?
            union all
            (select position, aggregate_type, aggregate_id, event_index, event_type, version, uuid, occurred_at, origin,
                    snapshot_period, command_id, correlation_id, causation_id, hash, previous_hash,
                    case when octet_length(payload) <= ? then payload end, null, null, null, null
               from event
              where aggregate_type = ? and aggregate_id = ?
                    and event_index >
                        coalesce((select max(event_index) from snapshot where aggregate_type = ? and aggregate_id = ?), -1)
            """ + IN_STREAM_ORDER + ")";

    private static final String OF_NEXT_STREAMS =
            SNAPSHOT + "where aggregate_type = ? and aggregate_id > ? and base = ?" + BY_AGGREGATE;
    private static final String OF_NEXT_TYPES = SNAPSHOT + "where aggregate_type > ? and base = ?" + BY_AGGREGATE;

    private static final String ROOTS =
            "select position, hash, recorded_at from root_hash where position > ? order by position limit ?";
    private static final String LAST_ROOT =
            "select position, hash, recorded_at from root_hash order by position desc limit ?";

    /** The latest and the base. */
    private static final int SNAPSHOTS = 2;

    private final Connections connections;

    private StoredLog(Connections connections) {
        this.connections = connections;
    }

    /**
     * Reads by connections of a pool, one for each page.
     *
     * @param dataSource the pool
     * @return the log
     */
    public static StoredLog of(DataSource dataSource) {
        return new StoredLog(new Connections() {
            @Override
            public <T> T read(Reading<T> reading) throws SQLException {
                try (Connection connection = dataSource.getConnection()) {
                    return reading.read(connection);
                }
            }
        });
    }

    /**
     * Reads by one connection, which stays open.
     *
     * @param connection the connection
     * @return the log
     */
    public static StoredLog over(Connection connection) {
        return new StoredLog(new Connections() {
            @Override
            public <T> T read(Reading<T> reading) throws SQLException {
                return reading.read(connection);
            }
        });
    }

    /**
     * Reads events in the order of type, id and index.
     *
     * @param part which of them
     * @param after the place after which to start
     * @param limit how many at most
     * @return fewer than the limit only at the end
     * @throws StoreException if the database is away
     */
    public List<RecordedEvent> events(LogPart part, StreamPlace after, int limit) {
        return read(connection -> {
            Page<RecordedEvent> page = new Page<>(connection, limit, StoredRows::event);
            page.fill(REST_OF_STREAM, after.type(), after.id(), after.index());
            if (!part.isStream()) {
                page.fill(NEXT_STREAMS, after.type(), after.id());
            }
            if (part.isAll()) {
                page.fill(NEXT_TYPES, after.type());
            }
            return page.rows();
        });
    }

    /**
     * Reads the events of one aggregate.
     *
     * @param aggregate the aggregate
     * @param after the index after which to start; -1 for the first
     * @param limit how many at most
     * @return in order of their index
     * @throws StoreException if the database is away
     */
    public List<RecordedEvent> events(AggregateId aggregate, long after, int limit) {
        return read(connection -> new Page<>(connection, limit, StoredRows::event)
                .fill(REST_OF_STREAM, aggregate.type(), aggregate.id(), after)
                .rows());
    }

    /**
     * Reads events of one aggregate, and no more at once than memory has room for. Those that have room however many they are
     * come at once, with the lengths of the others, which another query reads as far as there is room.
     *
     * @param aggregate the aggregate
     * @param after the index after which to start; -1 for the first
     * @param limit how many at most
     * @return in order of their index
     * @throws StoreException if the database is away
     */
    public Portion portion(AggregateId aggregate, long after, int limit) {
        long small = unseen(limit);
        return read(connection -> {
            List<MeasuredEvent> page = new Page<>(connection, limit, StoredRows::measured)
                    .fill(MEASURED_REST_OF_STREAM, small, aggregate.type(), aggregate.id(), after)
                    .rows();
            List<MeasuredEvent> fitting = page.subList(0, Portion.countWithin(page, MeasuredEvent::bytes));
            int missing =
                    (int) fitting.stream().filter(event -> !event.isRead()).count();
            Iterator<RecordedEvent> large = new Page<>(connection, missing, StoredRows::event)
                    .fill(LARGE_OF_STREAM, aggregate.type(), aggregate.id(), after, small)
                    .rows()
                    .iterator();
            List<RecordedEvent> events = fitting.stream()
                    .map(measured -> measured.isRead() ? measured.event() : large.next())
                    .toList();
            return new Portion(events, fitting.size() < page.size() || page.size() == limit);
        });
    }

    /**
     * Reads the snapshots of one aggregate.
     *
     * @param aggregate the aggregate
     * @return the latest and the base, as far as there are any, the highest index first
     * @throws StoreException if the database is away
     */
    public List<StoredState> snapshots(AggregateId aggregate) {
        return read(connection -> snapshots(connection, aggregate));
    }

    /**
     * Reads what a restore begins with, by one connection, and no more of it than memory has room for: events up to the first that
     * is too large to be read unseen.
     *
     * @param aggregate the aggregate
     * @param inUse which of its snapshots
     * @param limit how many events at most
     * @return snapshots and events
     * @throws StoreException if the database is away
     */
    public StoredStream stream(AggregateId aggregate, Predicate<StoredState> inUse, int limit) {
        String type = aggregate.type();
        String id = aggregate.id();
        List<Record> rows = read(connection -> new Page<>(connection, limit, StoredRows::snapshotOrEvent)
                .fill(BEGINNING, type, id, unseen(limit), type, id, type, id)
                .rows());
        List<StoredState> snapshots =
                select(StoredState.class, rows).sorted(HIGHEST_FIRST).toList();
        long after = snapshots.isEmpty() ? -1 : snapshots.get(0).meta().index();
        List<RecordedEvent> events = select(RecordedEvent.class, rows)
                .sorted(Comparator.comparingLong(event -> event.meta().index())) // a union promises no order
                .toList();
        List<RecordedEvent> read =
                events.stream().takeWhile(event -> event.data() != null).toList();
        return new StoredStream(
                snapshots.stream().filter(inUse).toList(),
                after,
                new Portion(read, read.size() < events.size() || read.size() == limit));
    }

    /** How many bytes each of so many events may have, that there is room for all of them. */
    private static long unseen(int events) {
        return Portion.BYTES / Math.max(1, events);
    }

    private static <T> Stream<T> select(Class<T> kind, List<Record> rows) {
        return rows.stream().filter(kind::isInstance).map(kind::cast);
    }

    private static List<StoredState> snapshots(Connection connection, AggregateId aggregate) throws SQLException {
        return new Page<>(connection, SNAPSHOTS, StoredRows::snapshot)
                .fill(OF_AGGREGATE, aggregate.type(), aggregate.id())
                .rows();
    }

    /**
     * Counts events.
     *
     * @param part which of them
     * @return how many there are
     */
    public long count(LogPart part) {
        String count = "select count(*) from event";
        return read(connection -> {
            if (part.isAll()) {
                return number(connection, count).orElse(0);
            }
            return part.isStream()
                    ? number(
                                    connection,
                                    count + " where aggregate_type = ? and aggregate_id = ?",
                                    part.type(),
                                    part.id())
                            .orElse(0)
                    : number(connection, count + " where aggregate_type = ?", part.type())
                            .orElse(0);
        });
    }

    /**
     * Reads hashes in the order of the log.
     *
     * @param after the position after which to start
     * @param head the last position to read
     * @param limit how many at most
     * @return fewer than the limit only at the end
     * @throws StoreException if the database is away
     */
    public List<PlacedHash> hashes(long after, long head, int limit) {
        return read(connection -> new Page<>(connection, limit, StoredRows::hash)
                .fill(HASHES, after, head)
                .rows());
    }

    /**
     * Looks for an event that the journal has never counted.
     *
     * @return the first
     */
    public Optional<PlacedHash> beyondHead() {
        return read(connection -> new Page<>(connection, 1, StoredRows::hash)
                .fill(BEYOND_HEAD).rows().stream().findFirst());
    }

    /**
     * The stored head of the journal.
     *
     * @return the last position given out
     */
    public long head() {
        return read(connection -> number(connection, "select head from journal where id = 1")
                .orElseThrow(() -> new IllegalStateException("The one row of the table journal is gone")));
    }

    /**
     * Where the events of an aggregate may start after it kept states only.
     *
     * @param type its type
     * @param id its id
     * @return the index of its base snapshot; empty if there is none
     */
    public OptionalLong baseIndex(String type, String id) {
        return read(connection -> number(
                connection,
                "select event_index from snapshot where aggregate_type = ? and aggregate_id = ? and base",
                type,
                id));
    }

    /**
     * The hash of one event.
     *
     * @param type the type of its aggregate
     * @param id the id of its aggregate
     * @param index its index
     * @return as it is stored; empty if there is no such event
     */
    public Optional<String> hashOf(String type, String id, long index) {
        return read(connection -> new Page<>(connection, 1, row -> row.getString(1))
                        .fill(
                                "select hash from event where aggregate_type = ? and aggregate_id = ? and event_index = ? limit ?",
                                type,
                                id,
                                index)
                        .rows()
                        .stream()
                        .findFirst());
    }

    /**
     * Reads snapshots in the order of type and id.
     *
     * @param part of which aggregates
     * @param base the base snapshots, or the latest ones
     * @param after the place after which to start; of one stream there is one
     * @param limit how many at most
     * @return fewer than the limit only at the end
     * @throws StoreException if the database is away
     */
    public List<StoredState> snapshots(LogPart part, boolean base, StreamPlace after, int limit) {
        return read(connection -> {
            Page<StoredState> page = new Page<>(connection, limit, StoredRows::snapshot);
            if (part.isStream()) {
                return page.fill(OF_STREAM, part.type(), part.id(), base).rows();
            }
            page.fill(OF_NEXT_STREAMS, after.type(), after.id(), base);
            if (part.isAll()) {
                page.fill(OF_NEXT_TYPES, after.type(), base);
            }
            return page.rows();
        });
    }

    /**
     * Reads the recorded root hashes.
     *
     * @param after the position after which to start
     * @param limit how many at most
     * @return in the order of their position
     */
    public List<RootHash> roots(long after, int limit) {
        return read(connection -> new Page<>(connection, limit, StoredRows::root)
                .fill(ROOTS, after)
                .rows());
    }

    /**
     * The root hash that reaches furthest.
     *
     * @return empty if none was recorded yet
     */
    public Optional<RootHash> lastRoot() {
        return read(connection -> new Page<>(connection, 1, StoredRows::root)
                .fill(LAST_ROOT).rows().stream().findFirst());
    }

    private <T> T read(Reading<T> reading) {
        try {
            return connections.read(reading);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private static OptionalLong number(Connection connection, String query, Object... parameters) throws SQLException {
        List<Long> found = new Page<>(connection, 1, row -> row.getLong(1))
                .fill(query + " limit ?", parameters)
                .rows();
        return found.isEmpty() ? OptionalLong.empty() : OptionalLong.of(found.get(0));
    }

    private interface Connections {
        <T> T read(Reading<T> reading) throws SQLException;
    }

    private interface Reading<T> {
        T read(Connection connection) throws SQLException;
    }
}
