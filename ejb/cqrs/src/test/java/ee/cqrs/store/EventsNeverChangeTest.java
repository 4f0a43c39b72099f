package ee.cqrs.store;

import java.nio.file.Path;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** On H2, where the application's user lacks the right. */
class EventsNeverChangeTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update event set payload = '{}'",
                "delete from event",
                "truncate table event",
                "update root_hash set hash = ''",
                "delete from root_hash",
                "update skipped_event set reason = ''",
                "delete from skipped_event",
                "drop table event",
                "alter table event drop column payload",
                "grant all on event to cqrs_app"
            })
    void the_application_cannot_change_events(String statement) {
        try (LocalStore store = new LocalStore(folder)) {
            assertThatThrownBy(() -> execute(store, statement))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("rights");
        }
    }

    @Test
    void the_owner_whom_existing_stores_have_can() {
        try (LocalStore store = new LocalStore(folder)) {
            store.execute("delete from event");
        }
    }

    @Test
    void a_store_that_was_made_before_opens_for_the_application() throws SQLException {
        try (LocalStore store = new LocalStore(folder)) {
            store.execute("drop user cqrs_app");
            store.execute("drop table node; alter table journal drop column epoch");
            store.execute("drop table drift; drop table root_hash; alter table snapshot drop column checksum");
            store.execute("drop table inline_projection, projection, projection_version");
            store.execute("drop table reservation, subscription, parked_stream, skipped_event; drop index event_time");
            store.execute(
                    "delete from \"schema_history\" where \"version\" in ('2', '3', '4', '5', '6', '7', '8', '9', '10')");
        }
        try (LocalStore store = new LocalStore(folder)) {
            execute(store, "select count(*) from event");
        }
    }

    @Test
    void a_commit_of_the_application_is_written_at_once_even_if_it_opens_the_file_itself() throws SQLException {
        try (LocalStore store = new LocalStore(folder);
                var connection = store.database().application().getConnection();
                var query = connection.createStatement()) {
            var delays = query.executeQuery(
                    "select setting_value from information_schema.settings where setting_name = 'WRITE_DELAY'");
            while (delays.next()) {
                assertThat(delays.getString(1)).isEqualTo("0");
            }
        }
    }

    private static void execute(LocalStore store, String statement) throws SQLException {
        try (var connection = store.database().application().getConnection();
                var execution = connection.createStatement()) {
            execution.execute(statement);
        }
    }
}
