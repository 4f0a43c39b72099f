package ee.cqrs.store;

import java.io.IOException;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the store demands of a real PostgreSQL: that it is durable, and that its events are never changed. */
class PostgresqlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update event set payload = '{}'",
                "update event set payload = '{}' where false",
                "delete from event",
                "truncate event",
                "truncate event, command cascade",
                "update root_hash set hash = ''",
                "delete from root_hash",
                "truncate root_hash"
            })
    void nobody_changes_events_not_even_their_owner(String statement) throws SQLException {
        DataSource owner = TestDatabase.postgresql().owner();

        assertThatThrownBy(() -> PostgresCluster.execute(owner, statement))
                .hasRootCauseInstanceOf(SQLException.class)
                .hasStackTraceContaining("Events are never changed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update event set payload = '{}'",
                "delete from event",
                "truncate event",
                "delete from root_hash",
                "drop table event",
                "drop trigger events_never_change on event",
                "alter table event disable trigger all",
                "alter table event drop column payload",
                "update schema_history set checksum = 0"
            })
    void the_application_that_the_readme_sets_up_has_no_right_to(String statement) {
        DataSource application = TestDatabase.postgresql().application();

        assertThatThrownBy(() -> PostgresCluster.execute(application, statement))
                .hasRootCauseInstanceOf(SQLException.class)
                .rootCause()
                .hasMessageMatching("ERROR: (permission denied|must be owner).*(?s:.*)");
    }

    @Test
    void an_application_that_comes_later_is_given_its_rights() {
        DataSource owner = TestDatabase.postgresql().owner();
        DataSource later = PostgresCluster.get().applicationNamed("Ada's \"app\"");

        Migration.migrate(owner, later);

        assertThatCode(() -> PostgresCluster.execute(later, "select count(*) from event"))
                .doesNotThrowAnyException();
    }

    @Test
    void without_an_owner_the_one_user_is_both() {
        DataSource both = PostgresCluster.get().newDatabase();

        Migration.migrate(both, both);

        assertThatCode(() -> PostgresCluster.execute(both, "select count(*) from event"))
                .doesNotThrowAnyException();
    }

    @Test
    void a_cluster_with_the_settings_of_a_new_one_is_durable() throws SQLException {
        DurabilityCheck.check(PostgresCluster.get().newDatabase(), false);
    }

    @Test
    void a_cluster_that_does_not_force_the_disk_is_refused() throws IOException {
        try (EmbeddedPostgres fast = PostgresCluster.start("off")) {
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
        DataSource database = PostgresCluster.get().newDatabase();
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
        DataSource database = PostgresCluster.get().newDatabase();
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
}
