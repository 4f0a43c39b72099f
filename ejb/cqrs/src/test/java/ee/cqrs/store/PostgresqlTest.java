package ee.cqrs.store;

import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the store demands of a real PostgreSQL: that it is durable, and that its events are never changed. */
class PostgresqlTest {

    private static EmbeddedPostgres cluster;

    @BeforeAll
    static void start() throws IOException {
        cluster = cluster("on");
    }

    @AfterAll
    static void stop() throws IOException {
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update event set payload = '{}'",
                "update event set payload = '{}' where false",
                "delete from event",
                "truncate event",
                "truncate event, command cascade"
            })
    void nobody_changes_events_not_even_their_owner(String statement) throws SQLException {
        DataSource database = newDatabase();
        Migration.migrate(database);

        assertThatThrownBy(() -> execute(database, statement))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Events are never changed");
    }

    @Test
    void a_cluster_with_the_settings_of_a_new_one_is_durable() throws SQLException {
        DurabilityCheck.check(newDatabase(), false);
    }

    @Test
    void a_cluster_that_does_not_force_the_disk_is_refused() throws IOException {
        try (EmbeddedPostgres fast = cluster("off")) {
            assertThatThrownBy(() -> DurabilityCheck.check(fast.getPostgresDatabase(), false))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("fsync is off")
                    .hasMessageContaining("full_page_writes is off")
                    .hasMessageContaining("set it to on in postgresql.conf");
            DurabilityCheck.check(fast.getPostgresDatabase(), true);
        }
    }

    @Test
    void a_database_that_acknowledges_before_it_writes_is_refused() throws SQLException {
        DataSource database = newDatabase();
        setSynchronousCommit(database, "off");

        assertThatThrownBy(() -> DurabilityCheck.check(database, false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("synchronous_commit is off")
                .hasMessageContaining("alter database")
                .hasMessageContaining("cqrs.store.allow-data-loss");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "remote_write", "remote_apply"})
    void a_database_that_waits_for_its_own_disk_is_accepted(String value) throws SQLException {
        DataSource database = newDatabase();
        setSynchronousCommit(database, value);

        assertThatCode(() -> DurabilityCheck.check(database, false)).doesNotThrowAnyException();
    }

    private static void setSynchronousCommit(DataSource database, String value) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    "alter database %s set synchronous_commit = %s".formatted(connection.getCatalog(), value));
        }
    }

    /** The library's own settings are fast ones: what is durable must be said. */
    private static EmbeddedPostgres cluster(String forced) throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", forced)
                .setServerConfig("full_page_writes", forced)
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    private static DataSource newDatabase() throws SQLException {
        String name = "db_" + UUID.randomUUID().toString().replace("-", "");
        execute(cluster.getPostgresDatabase(), "create database " + name);
        return cluster.getDatabase("postgres", name);
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
