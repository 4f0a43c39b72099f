package ee.cqrs.benchmark.inside;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;

/** Fills the store by plain SQL with what opening accounts and depositing on them in turn would have left. */
@ApplicationScoped
public class Growth {

    private static final int AT_ONCE = 50_000;

    /** Number g of all events is one of account g modulo accounts; its command's id is in the order of time. */
    private static final String NUMBERED = """
            select g, mod(g, %1$d) as account, g / %1$d as event_index, %2$s as digest,
                   '0180' || substr(n, 1, 4) || '-' || substr(n, 5, 4) || '-7' || substr(n, 9, 3) || '-8000-0000' || substr(n, 5, 8)
                       as command_id
              from (select x as g, lpad(cast(x as varchar), 11, '0') as n from (%3$s) r) numbered
            """;

    private static final String EVENTS = """
            insert into event (position, aggregate_type, aggregate_id, event_index, event_type, version, uuid, occurred_at,
                   origin, snapshot_period, command_id, correlation_id, causation_id, hash, previous_hash, payload)
            select %2$d + g, 'account', 'grown-' || account, event_index,
                   case event_index when 0 then 'AccountOpened' else 'MoneyDeposited' end, 1, %3$s, %4$d + g,
                   'anonymous', null, command_id, command_id, command_id, digest,
                   case event_index when 0 then null else digest end,
                   case event_index when 0 then '{"owner":"Ada Lovelace","currency":"EUR","overdraftLimit":0}'
                                    else '{"amount":12.50}' end
              from (%1$s) e
            """;

    private static final String COMMANDS = """
            insert into command (command_id, content_hash, aggregate_type, aggregate_id, first_index, last_index, position,
                   outcome, accepted_at)
            select command_id, digest, 'account', 'grown-' || account, event_index, event_index, %2$d + g, null, %3$d + g
              from (%1$s) e
            """;

    private static final String AGGREGATES = """
            insert into aggregate (aggregate_type, aggregate_id)
            select 'account', 'grown-' || x from (%s) r
            """;

    @Resource(lookup = "java:jboss/datasources/CqrsOwnerDS")
    private DataSource dataSource;

    void grow(GrowRequest request) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            Dialect dialect = Dialect.of(connection);
            insert(connection, AGGREGATES.formatted(dialect.range()), 0, request.accounts() - 1L);
            long first = head(connection) + 1;
            long start = System.currentTimeMillis() * 1_000 - request.events();
            String numbered = NUMBERED.formatted(request.accounts(), dialect.digest(), dialect.range());
            for (long from = 0; from < request.events(); from += AT_ONCE) {
                long to = Math.min(from + AT_ONCE, request.events()) - 1;
                insert(connection, EVENTS.formatted(numbered, first, dialect.uuid(), start), from, to);
                insert(connection, COMMANDS.formatted(numbered, first, start), from, to);
                insert(connection, "update journal set head = ? + ?", first, to);
                connection.commit();
            }
            connection.setAutoCommit(true);
            for (String table : List.of("event", "command", "aggregate")) {
                execute(connection, dialect.tidy().formatted(table));
            }
            execute(connection, "checkpoint");
        }
    }

    private static long head(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("select head from journal")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void insert(Connection connection, String sql, long from, long to) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setLong(1, from);
            insert.setLong(2, to);
            insert.executeUpdate();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
