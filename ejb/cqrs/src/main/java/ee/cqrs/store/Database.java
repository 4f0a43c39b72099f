package ee.cqrs.store;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import javax.sql.DataSource;

import ee.cqrs.settings.JournalSettings;

/** The databases that the event store runs on, and what differs between them. */
enum Database {
    H2,
    POSTGRESQL;

    private static final String RESERVED = "select aggregate_type, aggregate_id, key_name, key_value from reservation";

    static Database of(DataSource dataSource) {
        return named(product(dataSource));
    }

    static Database of(Connection connection) throws SQLException {
        return named(connection.getMetaData().getDatabaseProductName());
    }

    private static Database named(String product) {
        try {
            return valueOf(product.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The event store runs on H2 and PostgreSQL, not on %s: change the data sources CqrsDS and CqrsOwnerDS"
                            .formatted(product),
                    e);
        }
    }

    /**
     * The statements of the journal writer. Positions are taken by one statement, time-outs included, because every
     * moment with the lock is one in which no other node can commit.
     */
    JournalStatements journal(JournalSettings settings) {
        return switch (this) {
            case H2 ->
                new JournalStatements(
                        Optional.empty(),
                        "select head from final table (update journal set head = head + ?1 where id = 1 and epoch = ?2)",
                        "select head from final table (update journal set head = head where id = 1)",
                        "select command_id from command where command_id = any(?1)",
                        RESERVED + " where key_value = any(?1)",
                        RESERVED + " where aggregate_id = any(?1)");
            case POSTGRESQL -> {
                String timeOuts = timeOuts(settings.lockTimeout(), settings.idleTimeout());
                yield new JournalStatements(
                        Optional.of(timeOuts),
                        "update journal set head = head + ?1 from (%s) as time_outs where id = 1 and epoch = ?2 returning head"
                                .formatted(timeOuts),
                        "update journal set head = head from (%s) as time_outs where id = 1 returning head"
                                .formatted(timeOuts),
                        // one by one by the key: a plan for a list, made while the table was empty, would read all of
                        // it
                        """
                        select found from unnest(cast(?1 as text[])) as asked(id),
                               lateral (select command_id as found from command where command_id = asked.id offset 0) as c
                        """,
                        reserved("key_value"),
                        reserved("aggregate_id"));
            }
        };
    }

    private static String reserved(String column) {
        return """
                select found.* from unnest(cast(?1 as text[])) as asked(id),
                       lateral (%s where %s = asked.id offset 0) as found
                """.formatted(RESERVED, column);
    }

    /** Sets the time-outs of a transaction, where another node can hold what it waits for. */
    Optional<String> limitWaits(Duration lock, Duration idle) {
        return isShared() ? Optional.of(timeOuts(lock, idle)) : Optional.empty();
    }

    private static String timeOuts(Duration lock, Duration idle) {
        return """
                select set_config('lock_timeout', '%d', true),
                       set_config('idle_in_transaction_session_timeout', '%d', true)
                """.formatted(lock.toMillis(), idle.toMillis());
    }

    /** Sets how long a statement of this transaction may take. */
    String limitStatements(Duration most) {
        return switch (this) {
            case H2 -> "set query_timeout " + most.toMillis(); // until it is set back: it is the connection's
            case POSTGRESQL -> "set local statement_timeout = " + most.toMillis();
        };
    }

    /**
     * What tells the time now. PostgreSQL's {@code current_timestamp} is when the transaction began, and so is H2's, which has
     * no other; but no other node can be waiting there.
     */
    String clock() {
        return switch (this) {
            case H2 -> "current_timestamp";
            case POSTGRESQL -> "clock_timestamp()";
        };
    }

    /** Whether several nodes can use it. The file of an H2 is one process's. */
    boolean isShared() {
        return this == POSTGRESQL;
    }

    /** Whether what another connection can see is durable. On H2 a crash can still take it back. */
    boolean visibleIsDurable() {
        return this == POSTGRESQL;
    }

    /** Has the disk keep what was committed, where the commit itself leaves it to the operating system. */
    Optional<String> forceDisk() {
        return this == H2 ? Optional.of("checkpoint sync") : Optional.empty();
    }

    /**
     * The query for settings with which a commit that was acknowledged can be lost in a crash: name, value and remedy.
     *
     * <p>H2: the write delay is there twice, as the file remembers it and as it is in use. PostgreSQL: {@code local} and
     * {@code remote_write} of {@code synchronous_commit} are durable on this server.
     */
    String durabilityFaults() {
        return switch (this) {
            case H2 -> """
                    select distinct setting_name, setting_value,
                           'add WRITE_DELAY=0 to the URLs of the data sources CqrsOwnerDS and CqrsDS'
                      from information_schema.settings
                     where setting_name = 'WRITE_DELAY' and setting_value <> '0'
                    union all
                    select 'DATABASE_PATH()', coalesce(database_path(), 'null'),
                           'it is in memory: use jdbc:h2:file: in the URLs of the data sources CqrsOwnerDS and CqrsDS'
                     where database_path() is null or regexp_like(database_path(), '^(nio)?mem(FS|LZF):', 'i')
                    """;
            case POSTGRESQL -> """
                    select name, setting, 'set it to on in postgresql.conf and reload'
                      from pg_settings
                     where name in ('fsync', 'full_page_writes') and setting <> 'on'
                    union all
                    select name, setting,
                           'set it to on where it was set: postgresql.conf, alter database, alter role or the URL'
                      from pg_settings
                     where name = 'synchronous_commit' and setting = 'off'
                    """;
        };
    }

    /** The application's user, as it stands in scripts. On H2 they make it: nobody can connect with it before. */
    String userOf(DataSource application) {
        return switch (this) {
            case H2 -> "cqrs_app";
            case POSTGRESQL ->
                '"' + ask(application, DatabaseMetaData::getUserName).replace("\"", "\"\"") + '"';
        };
    }

    private static String product(DataSource dataSource) {
        return ask(dataSource, DatabaseMetaData::getDatabaseProductName);
    }

    private static String ask(DataSource dataSource, Question question) {
        try (Connection connection = dataSource.getConnection()) {
            return question.ask(connection.getMetaData());
        } catch (SQLException e) {
            throw new IllegalStateException("The database is away", e);
        }
    }

    private interface Question {
        String ask(DatabaseMetaData database) throws SQLException;
    }
}
