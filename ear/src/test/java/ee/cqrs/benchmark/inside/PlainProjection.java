package ee.cqrs.benchmark.inside;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import ee.cqrs.accounts.AccountEvent.AccountOpened;
import ee.cqrs.accounts.AccountEvent.MoneyDeposited;
import ee.cqrs.json.Json;

/** Does by plain JDBC what the projection of the accounts does: in batches of 500, with its place in the same commit. */
@ApplicationScoped
public class PlainProjection {

    private static final int BATCH = 500;

    private static final String READ = """
            select position, aggregate_type, aggregate_id, event_type, occurred_at, payload from event
             where position > ? and position <= ? order by position
            """;

    private static final List<String> TABLES = List.of("plain_balance", "plain_entry", "plain_place");

    @Resource(lookup = "java:jboss/datasources/CqrsOwnerDS")
    private DataSource owner;

    /** As the projection has it, with all that makes it fast. */
    @Resource(lookup = "java:jboss/datasources/CqrsDS")
    private DataSource dataSource;

    @Inject
    private Crew crew;

    @Inject
    private Json json;

    LoadResult catchUp(int threads, long head) throws Exception {
        prepare(threads);
        AtomicInteger next = new AtomicInteger();
        AtomicLong events = new AtomicLong();
        long start = System.nanoTime();
        crew.eachOnce(threads, () -> {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                events.addAndGet(new Part(connection, next.getAndIncrement(), threads).run(head));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        return new LoadResult(events.get(), 0, null, System.nanoTime() - start);
    }

    private void prepare(int threads) throws SQLException {
        try (Connection connection = owner.getConnection();
                var statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute("drop table if exists " + table);
            }
            statement.execute(
                    "create table plain_balance (account varchar(400) primary key, owner varchar(400) not null,"
                            + " currency varchar(3) not null, balance numeric(19, 4) not null, status varchar(10) not null)");
            statement.execute("create index plain_balance_owner on plain_balance (owner, account)");
            statement.execute("create index plain_balance_amount on plain_balance (balance, account)");
            statement.execute("create table plain_entry (position bigint primary key, account varchar(400) not null,"
                    + " currency varchar(3) not null, booked_at bigint not null, amount numeric(19, 4) not null,"
                    + " balance numeric(19, 4) not null)");
            statement.execute("create index plain_entry_account on plain_entry (account, position)");
            statement.execute("create index plain_entry_time on plain_entry (currency, booked_at)");
            statement.execute("create table plain_place (part integer primary key, position bigint not null)");
            for (int part = 0; part < threads; part++) {
                statement.execute("insert into plain_place values (%d, 0)".formatted(part));
            }
            for (String table : TABLES) {
                statement.execute("grant select, insert, update on %s to \"%s\"".formatted(table, application()));
            }
        }
    }

    private String application() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getMetaData().getUserName();
        }
    }

    /** The accounts of one thread. */
    private final class Part {

        private final Connection connection;
        private final int number;
        private final int of;
        private final String upsert;
        private long last;

        Part(Connection connection, int number, int of) throws SQLException {
            this.connection = connection;
            this.number = number;
            this.of = of;
            upsert = connection.getMetaData().getDatabaseProductName().equals("H2")
                    ? "merge into plain_balance (account, owner, currency, balance, status) key (account) values (?, ?, ?, ?, ?)"
                    : "insert into plain_balance (account, owner, currency, balance, status) values (?, ?, ?, ?, ?)"
                            + " on conflict (account) do update set balance = excluded.balance, status = excluded.status";
        }

        long run(long head) throws SQLException {
            long done = 0;
            while (last < head) {
                List<Row> mine = read(Math.min(head, last + BATCH));
                last = Math.min(head, last + BATCH);
                write(mine);
                done += mine.size();
            }
            return done;
        }

        private List<Row> read(long to) throws SQLException {
            List<Row> rows = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(READ)) {
                select.setLong(1, last);
                select.setLong(2, to);
                try (ResultSet result = select.executeQuery()) {
                    while (result.next()) {
                        if (isMine(result.getString(2), result.getString(3))) {
                            rows.add(new Row(
                                    result.getLong(1),
                                    result.getString(3),
                                    result.getString(4),
                                    result.getLong(5),
                                    result.getString(6)));
                        }
                    }
                }
            }
            return rows;
        }

        private boolean isMine(String type, String account) {
            return type.equals("account") && Math.floorMod(account.hashCode(), of) == number;
        }

        private void write(List<Row> rows) throws SQLException {
            Map<String, Account> accounts = known(rows);
            try (PreparedStatement entry = connection.prepareStatement(
                            "insert into plain_entry (position, account, currency, booked_at, amount, balance)"
                                    + " values (?, ?, ?, ?, ?, ?)");
                    PreparedStatement balance = connection.prepareStatement(upsert);
                    PreparedStatement place =
                            connection.prepareStatement("update plain_place set position = ? where part = ?")) {
                for (Row row : rows) {
                    if (row.type.equals("AccountOpened")) {
                        AccountOpened opened = json.read(row.payload, AccountOpened.class);
                        accounts.put(
                                row.account,
                                new Account(opened.owner(), opened.currency().getCurrencyCode()));
                    } else {
                        Account account = accounts.get(row.account);
                        BigDecimal amount =
                                json.read(row.payload, MoneyDeposited.class).amount();
                        account.balance = account.balance.add(amount);
                        set(entry, row.position, row.account, account.currency, row.at, amount, account.balance);
                    }
                }
                for (Map.Entry<String, Account> account : accounts.entrySet()) {
                    Account value = account.getValue();
                    set(balance, account.getKey(), value.owner, value.currency, value.balance, "OPEN");
                }
                entry.executeBatch();
                balance.executeBatch();
                place.setLong(1, last);
                place.setInt(2, number);
                place.executeUpdate();
            }
            connection.commit();
        }

        private Map<String, Account> known(List<Row> rows) throws SQLException {
            Map<String, Account> accounts = new HashMap<>();
            String[] ids = rows.stream().map(row -> row.account).distinct().toArray(String[]::new);
            try (PreparedStatement select = connection.prepareStatement(
                    "select account, owner, currency, balance from plain_balance where account = any(?)")) {
                select.setArray(1, connection.createArrayOf("varchar", ids));
                try (ResultSet result = select.executeQuery()) {
                    while (result.next()) {
                        Account account = new Account(result.getString(2), result.getString(3));
                        account.balance = result.getBigDecimal(4);
                        accounts.put(result.getString(1), account);
                    }
                }
            }
            return accounts;
        }

        private static void set(PreparedStatement statement, Object... values) throws SQLException {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.addBatch();
        }
    }

    /** What is read of an event. */
    private record Row(long position, String account, String type, long at, String payload) {}

    /** A balance while a batch is being worked on. */
    private static final class Account {

        private final String owner;
        private final String currency;
        private BigDecimal balance = BigDecimal.ZERO;

        Account(String owner, String currency) {
            this.owner = owner;
            this.currency = currency;
        }
    }
}
