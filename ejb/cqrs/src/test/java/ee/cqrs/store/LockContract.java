package ee.cqrs.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import ee.cqrs.settings.TestSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What holds when another node has the rows that a writer needs. */
abstract class LockContract extends StoreTest {

    @Test
    void snapshots_are_written_in_one_order_so_that_two_writers_cannot_deadlock() throws Exception {
        append(Appends.snapshotOnly("a", -1, "{}"));
        append(Appends.snapshotOnly("b", -1, "{}"));
        CompletableFuture<Void> appended;
        try (Connection other = otherNode()) {
            execute(other, "update snapshot set version = 7 where aggregate_id = 'a'");
            appended = CompletableFuture.runAsync(() ->
                    journal.append(List.of(Appends.snapshotOnly("b", 0, "{}"), Appends.snapshotOnly("a", 0, "{}"))));
            await().until(() -> store.count(store.database().lockWaiters()) == 1);

            execute(other, "update snapshot set version = 7 where aggregate_id = 'b'");
            other.rollback();
        }
        appended.get(10, TimeUnit.SECONDS);
        assertThat(store.count("snapshot where event_index = 1 and version = 2"))
                .isEqualTo(2);
    }

    @Test
    void who_waits_for_a_snapshot_leaves_the_journal_to_others() throws Exception {
        append(Appends.withSnapshot(Appends.events("a", -1, 1), "{}"));
        CompletableFuture<Append> waiting;
        try (Connection other = otherNode()) {
            execute(other, "update snapshot set version = 7 where aggregate_id = 'a'");
            waiting =
                    CompletableFuture.supplyAsync(() -> append(Appends.withSnapshot(Appends.events("a", 0, 1), "{}")));
            await().until(() -> store.count(store.database().lockWaiters()) == 1);

            assertThat(append(Appends.events("b", -1, 1)).command().position()).isEqualTo(2);
            assertThat(waiting).isNotDone();
            other.rollback();
        }
        assertThat(waiting.get(10, TimeUnit.SECONDS).command().position()).isEqualTo(3);
    }

    @Test
    void who_does_not_get_the_journal_in_time_hears_who_has_it() throws Exception {
        append(Appends.events("a", -1, 1));
        try (Connection other = otherNode();
                LocalStore impatient =
                        new LocalStore(store.database(), TestSettings.with("cqrs.journal.lock-timeout", "PT0.2S"))) {
            execute(other, "update journal set head = head where id = 1");
            Journal waiting = impatient.journal(head);

            assertThatThrownBy(() -> waiting.append(List.of(Appends.events("a", 0, 1))))
                    .isInstanceOfSatisfying(StoreException.class, LockContract::assertLock);
            assertThatThrownBy(waiting::settle).isInstanceOfSatisfying(StoreException.class, LockContract::assertLock);
        }
        assertThat(positions()).containsExactly(1L);
        assertThat(append(Appends.events("a", 0, 1)).command().position()).isEqualTo(2);
    }

    @Test
    void who_does_not_get_a_snapshot_in_time_hears_it_too() throws Exception {
        append(Appends.snapshotOnly("a", -1, "{}"));
        try (Connection other = otherNode();
                LocalStore impatient =
                        new LocalStore(store.database(), TestSettings.with("cqrs.journal.lock-timeout", "PT0.2S"))) {
            execute(other, "update snapshot set version = 7 where aggregate_id = 'a'");
            Journal waiting = impatient.journal(head);

            assertThatThrownBy(() -> waiting.append(List.of(Appends.snapshotOnly("a", 0, "{}"))))
                    .isInstanceOfSatisfying(StoreException.class, LockContract::assertLock);
        }
    }

    private static void assertLock(StoreException e) {
        assertThat(e.fault()).isEqualTo(StoreException.Fault.LOCK);
        assertThat(e).hasMessage("Another writer holds the journal");
    }

    private Connection otherNode() throws SQLException {
        Connection connection = store.database().application().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (var execution = connection.createStatement()) {
            execution.execute(statement);
        }
    }
}
