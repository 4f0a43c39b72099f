package ee.cqrs.benchmark.inside;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

import com.github.f4b6a3.uuid.UuidCreator;

/**
 * Inserts events and commands in batches, with a commit for each, as well as plain JDBC can: statements are prepared
 * once, and the columns that carry keys are all that is made anew.
 */
final class RawWriter implements Work {

    /** The columns of an event; those that are made anew come first. */
    static final List<String> EVENT = List.of(
            "position",
            "aggregate_id",
            "event_index",
            "uuid",
            "command_id",
            "correlation_id",
            "causation_id",
            "aggregate_type",
            "event_type",
            "version",
            "occurred_at",
            "origin",
            "snapshot_period",
            "hash",
            "previous_hash",
            "payload");

    /** The columns of a command; those that are made anew come first. */
    static final List<String> COMMAND = List.of(
            "command_id",
            "aggregate_id",
            "first_index",
            "last_index",
            "position",
            "content_hash",
            "aggregate_type",
            "outcome",
            "accepted_at");

    private final Connection connection;
    private final List<Object[]> events;
    private final List<Object[]> commands;
    private final int batch;
    private final String[] accounts;
    private final long[] indexes;
    private final PreparedStatement lock;
    private final PreparedStatement advance;
    private final PreparedStatement insertEvent;
    private final PreparedStatement insertCommand;
    private long written;

    RawWriter(Connection connection, List<Object[]> events, List<Object[]> commands, int accounts, int batch)
            throws SQLException {
        this.connection = connection;
        this.events = events;
        this.commands = commands;
        this.batch = batch;
        this.accounts = new String[accounts];
        indexes = new long[accounts];
        String writer = "raw-" + UuidCreator.getTimeOrderedEpoch() + "-";
        for (int i = 0; i < accounts; i++) {
            this.accounts[i] = writer + i;
        }
        lock = connection.prepareStatement("select head from journal where id = 1 for update");
        advance = connection.prepareStatement("update journal set head = ? where id = 1");
        insertEvent = connection.prepareStatement(insert("event", EVENT));
        insertCommand = connection.prepareStatement(insert("command", COMMAND));
    }

    @Override
    public int once() throws SQLException {
        long head = lockedHead();
        for (int i = 1; i <= batch; i++) {
            add(head + i);
        }
        insertEvent.executeBatch();
        insertCommand.executeBatch();
        advance.setLong(1, head + batch);
        advance.executeUpdate();
        connection.commit();
        return batch;
    }

    private long lockedHead() throws SQLException {
        try (ResultSet result = lock.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    private void add(long position) throws SQLException {
        int account = (int) (written % accounts.length);
        int template = (int) (written % events.size());
        written++;
        long index = indexes[account]++;
        String commandId = UuidCreator.getTimeOrderedEpoch().toString();
        add(
                insertEvent,
                events.get(template),
                position,
                accounts[account],
                index,
                UUID.randomUUID(),
                commandId,
                commandId,
                commandId);
        add(insertCommand, commands.get(template), commandId, accounts[account], index, index, position);
    }

    private static void add(PreparedStatement insert, Object[] template, Object... keys) throws SQLException {
        for (int i = 0; i < template.length; i++) {
            insert.setObject(i + 1, i < keys.length ? keys[i] : template[i]);
        }
        insert.addBatch();
    }

    private static String insert(String table, List<String> columns) {
        return "insert into %s (%s) values (%s)"
                .formatted(
                        table, String.join(", ", columns), String.join(", ", Collections.nCopies(columns.size(), "?")));
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
