package ee.cqrs.benchmark.inside;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.ObjectMapper;
import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.benchmark.ledger.LedgerEvent.EntryPosted;
import ee.cqrs.benchmark.ledger.LedgerState;
import ee.cqrs.json.Json;

/** Reads what a restore reads, and parses it, by plain JDBC and the mapper of the framework. */
@ApplicationScoped
public class PlainRead {

    private static final int FETCH = 1_000;

    private static final String SNAPSHOT = """
            select event_index, payload from snapshot
             where aggregate_type = ? and aggregate_id = ? and base = false
            """;

    private static final String EVENTS = "select " + String.join(", ", RawWriter.EVENT) + """
             from event
             where aggregate_type = ? and aggregate_id = ? and event_index > ?
             order by event_index
            """;

    private static final int PAYLOAD = RawWriter.EVENT.indexOf("payload") + 1;

    @Resource(lookup = "java:jboss/datasources/CqrsDS")
    private DataSource dataSource;

    @Inject
    private Json json;

    /** The snapshot, if there is one, and the events after it. */
    int read(AggregateId id) throws SQLException, IOException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false); // PostgreSQL fetches in pieces only within a transaction
            int events = events(connection, id, snapshot(connection, id));
            connection.rollback();
            return events;
        }
    }

    /** The row of the snapshot, and nothing else. */
    void readSnapshot(AggregateId id) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            snapshot(connection, id);
        }
    }

    private long snapshot(Connection connection, AggregateId id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SNAPSHOT)) {
            select.setString(1, id.type());
            select.setString(2, id.id());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return -1;
                }
                json.read(row.getString(2), LedgerState.class);
                return row.getLong(1);
            }
        }
    }

    private int events(Connection connection, AggregateId id, long after) throws SQLException, IOException {
        ObjectMapper mapper = json.mapper();
        try (PreparedStatement select = connection.prepareStatement(EVENTS)) {
            select.setFetchSize(FETCH);
            select.setString(1, id.type());
            select.setString(2, id.id());
            select.setLong(3, after);
            int count = 0;
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    for (int column = 1; column < PAYLOAD; column++) {
                        rows.getObject(column);
                    }
                    mapper.readValue(rows.getString(PAYLOAD), EntryPosted.class);
                    count++;
                }
            }
            return count;
        }
    }
}
