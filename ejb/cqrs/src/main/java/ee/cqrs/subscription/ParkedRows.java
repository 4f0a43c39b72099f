package ee.cqrs.subscription;

import java.util.List;
import java.util.Optional;

import jakarta.persistence.Query;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.store.EventMeta;
import ee.cqrs.store.Micros;

/** The rows of parked streams, read and changed in the transaction of the caller. */
final class ParkedRows {

    private static final int MOST_REASON = 2_000;

    private static final String SELECT = """
            select aggregate_type, aggregate_id, first_position, first_index, failures, reason, parked_at, retrying
              from parked_stream
            """;
    private static final String STREAM = " where subscription = ? and aggregate_type = ? and aggregate_id = ?";
    private static final String UNCHANGED = STREAM + " and first_position = ?";

    private final Statements statements;

    ParkedRows(Statements statements) {
        this.statements = statements;
    }

    void park(PartitionId id, ParkedStream stream) {
        statements.update(
                "insert into parked_stream (subscription, aggregate_type, aggregate_id, first_position, first_index,"
                        + " failures, reason, parked_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
                id.subscription(),
                stream.aggregate().type(),
                stream.aggregate().id(),
                stream.position(),
                stream.index(),
                stream.failures(),
                cut(stream.reason()),
                Micros.of(stream.parkedAt()));
    }

    List<ParkedStream> list(String subscription, long after, int limit) {
        return streamsOf(statements
                .query(
                        SELECT + " where subscription = ? and first_position > ? order by subscription, first_position",
                        subscription,
                        after)
                .setMaxResults(limit));
    }

    Optional<ParkedStream> find(String subscription, AggregateId aggregate) {
        return streamsOf(statements.query(SELECT + STREAM, subscription, aggregate.type(), aggregate.id())).stream()
                .findFirst();
    }

    long count(String subscription) {
        return ((Number) statements
                        .query("select count(*) from parked_stream where subscription = ?", subscription)
                        .getSingleResult())
                .longValue();
    }

    /** Some of its events were handled or skipped. */
    void proceed(String subscription, ParkedStream stream, long position, long index) {
        Statements.require(statements.update(
                "update parked_stream set first_position = ?, first_index = ?, failures = 0" + UNCHANGED,
                position,
                index,
                subscription,
                stream.aggregate().type(),
                stream.aggregate().id(),
                stream.position()));
    }

    void unpark(String subscription, ParkedStream stream) {
        Statements.require(statements.update(
                "delete from parked_stream" + UNCHANGED,
                subscription,
                stream.aggregate().type(),
                stream.aggregate().id(),
                stream.position()));
    }

    /** At an event whose position was not known before, as it came behind one that was skipped. */
    void failedAgain(String subscription, ParkedStream stream, EventMeta event, String reason) {
        Statements.require(statements.update(
                "update parked_stream set failures = failures + 1, retrying = false, first_position = ?, first_index = ?,"
                        + " reason = ?" + UNCHANGED,
                event.position(),
                event.index(),
                cut(reason),
                subscription,
                stream.aggregate().type(),
                stream.aggregate().id(),
                stream.position()));
    }

    boolean retry(String subscription, AggregateId aggregate) {
        return statements.update(
                        "update parked_stream set retrying = true" + STREAM,
                        subscription,
                        aggregate.type(),
                        aggregate.id())
                > 0;
    }

    /** Goes past the event at which the stream stands, and has those behind it tried. */
    void passOver(String subscription, ParkedStream stream) {
        proceed(subscription, stream, stream.position() + 1, stream.index() + 1);
        retry(subscription, stream.aggregate());
    }

    void remove(String subscription) {
        statements.update("delete from parked_stream where subscription = ?", subscription);
    }

    static String cut(String text) {
        String storable = text.replace('\0', ' '); // PostgreSQL has no text with NUL
        return storable.length() > MOST_REASON ? storable.substring(0, MOST_REASON) : storable;
    }

    private static List<ParkedStream> streamsOf(Query query) {
        return Statements.rows(
                query,
                row -> new ParkedStream(
                        new AggregateId(row.text(0), row.text(1)),
                        row.number(2),
                        row.number(3),
                        row.integer(4),
                        row.text(5),
                        Micros.toInstant(row.number(6)),
                        row.truth(7)));
    }
}
