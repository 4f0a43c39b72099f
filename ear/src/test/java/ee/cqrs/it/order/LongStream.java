package ee.cqrs.it.order;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import ee.cqrs.store.EventMeta;
import ee.cqrs.store.RecordedEvent;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What a counter that was activated and then bumped by 1 to 9 in turn would have left, snapshots apart. */
final class LongStream {

    private static final String COPY = """
            copy event (position, aggregate_type, aggregate_id, event_index, event_type, version, uuid, occurred_at,
                   origin, snapshot_period, command_id, correlation_id, causation_id, hash, previous_hash, payload)
            from stdin
            """;
    private static final long START = 1_700_000_000L;

    private LongStream() {}

    static void write(Connection connection, int events) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        String previous = null;
        for (int index = 0; index < events; index++) {
            RecordedEvent event = event(index, previous).hashed();
            previous = event.meta().hash();
            byte[] row = row(event, index).getBytes(UTF_8);
            copy.writeToCopy(row, 0, row.length);
        }
        copy.endCopy();
    }

    private static RecordedEvent event(int index, String previous) {
        String command = "c-" + index;
        EventMeta meta = new EventMeta(
                Instant.ofEpochSecond(START).plus(index, ChronoUnit.MICROS),
                new UUID(0, index),
                1,
                "anonymous",
                index,
                "counter",
                "long",
                5,
                index + 1L,
                command,
                command,
                command,
                null,
                previous);
        return index == 0
                ? new RecordedEvent(meta, "CounterActivated", "{\"initialValue\":7}")
                : new RecordedEvent(meta, "CounterBumped", "{\"amount\":%d}".formatted(1 + index % 9));
    }

    private static String row(RecordedEvent event, int index) {
        EventMeta meta = event.meta();
        String previous = meta.previousHash() == null ? "\\N" : meta.previousHash();
        return String.join(
                        "\t",
                        meta.position().toString(),
                        meta.type(),
                        meta.id(),
                        Long.toString(meta.index()),
                        event.type(),
                        Integer.toString(meta.version()),
                        meta.uuid().toString(),
                        Long.toString(START * 1_000_000 + index),
                        meta.origin(),
                        meta.snapshotPeriod().toString(),
                        meta.commandId(),
                        meta.correlationId(),
                        meta.causationId(),
                        meta.hash(),
                        previous,
                        event.data())
                + "\n";
    }
}
