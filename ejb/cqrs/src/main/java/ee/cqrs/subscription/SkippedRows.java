package ee.cqrs.subscription;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.store.Micros;

/**
 * The records of events that were left out, read and added in the transaction of the caller. Nobody changes or deletes one: which of
 * them count is told by the build of the place for which they were made.
 */
final class SkippedRows {

    /** The build of the place that a subscription has, which begins its epochs; null if it has none. */
    private static final String BUILD =
            "(select max(epoch) / %d from subscription where name = ?)".formatted(1L << Integer.SIZE);

    private final Statements statements;

    SkippedRows(Statements statements) {
        this.statements = statements;
    }

    /** The event at which the stream stands. */
    void add(String subscription, ParkedStream stream, String reason, String origin, Instant now) {
        statements.update(
                "insert into skipped_event (subscription, position, aggregate_type, aggregate_id, event_type, reason, origin,"
                        + " skipped_at, build) values (?, ?, ?, ?, (select event_type from event where position = ?), ?, ?, ?, "
                        + BUILD + ")",
                subscription,
                stream.position(),
                stream.aggregate().type(),
                stream.aggregate().id(),
                stream.position(),
                ParkedRows.cut(reason),
                origin,
                Micros.of(now),
                subscription);
    }

    List<SkippedEvent> list(String subscription, long after, int limit) {
        return Statements.rows(
                statements
                        .query(
                                "select number, aggregate_type, aggregate_id, position, event_type, reason, origin, skipped_at,"
                                        + " coalesce(build = " + BUILD + ", false) from skipped_event"
                                        + " where subscription = ? and number > ? order by subscription, number",
                                subscription,
                                subscription,
                                after)
                        .setMaxResults(limit),
                row -> new SkippedEvent(
                        row.number(0),
                        new AggregateId(row.text(1), row.text(2)),
                        row.number(3),
                        row.text(4),
                        row.text(5),
                        row.text(6),
                        Micros.toInstant(row.number(7)),
                        row.truth(8)));
    }

    boolean exist(String subscription) {
        return !list(subscription, 0, 1).isEmpty();
    }

    /** What the present place of a subscription leaves out. */
    Set<Long> positions(String subscription) {
        return new HashSet<>(Statements.rows(
                statements.query(
                        "select position, 0 from skipped_event where subscription = ? and build = " + BUILD,
                        subscription,
                        subscription),
                row -> row.number(0)));
    }
}
