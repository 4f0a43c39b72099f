package ee.cqrs.command;

import java.util.logging.Level;

import ee.cqrs.LogRecords;
import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.catalogue.UnreadableException;
import ee.cqrs.snapshot.Snapshotter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The six rules of a restore, and what happens to a stream that cannot be read. Without its checksum a snapshot counts as one
 * that was taken before there were any.
 */
class RestoreRulesTest extends EngineTest {

    @Test
    void rule1_a_restore_looks_for_snapshot_and_events() {
        add(Ledger.EVERY_3, "a", 1, 2, 3, 4);
        engine.store.execute(
                "update snapshot set checksum = null, payload = '{\"sum\":100,\"count\":3}' where not base");

        assertThat(sum(Ledger.EVERY_3, "a")).isEqualTo(new Ledger.State(104, 4));
    }

    @Test
    void rule2_without_both_a_new_state_is_made_and_nothing_written() {
        assertThat(restored(Ledger.EVERY_3, "a")).isNull();

        assertThat(engine.store.count("snapshot")).isZero();
    }

    @Test
    void rule2_the_raw_snapshot_is_written_with_the_first_events() {
        add(Ledger.EVERY_3, "a", 5);

        assertThat(engine.store.count("snapshot where event_index = -1 and payload like '%\"sum\":0%'"))
                .isOne();
    }

    @Test
    void rule2_the_raw_snapshot_is_not_written_with_a_command_without_events() {
        engine.accept(Ledger.EVERY_3, "a", new Ledger.Touch());

        assertThat(engine.store.count("snapshot")).isZero();
        assertThat(live(Ledger.EVERY_3, "a")).isNull();
    }

    @Test
    void rule2_a_type_that_never_takes_snapshots_has_no_raw_one() {
        add(Ledger.NEVER, "a", 5, 6, 7);

        assertThat(engine.store.count("snapshot")).isZero();
    }

    @Test
    void rule3_with_a_snapshot_and_no_events_the_snapshot_is_the_state() {
        add(Ledger.EVERY_3, "a", 1, 2, 3);
        engine.store.execute("delete from event");

        assertThat(sum(Ledger.EVERY_3, "a")).isEqualTo(new Ledger.State(6, 3));
    }

    @Test
    void rule4_and_5_with_only_older_or_equal_events_the_snapshot_is_the_state() {
        add(Ledger.EVERY_3, "a", 1, 2, 3);
        engine.store.execute(
                "update snapshot set checksum = null, payload = '{\"sum\":100,\"count\":3}' where not base");

        assertThat(sum(Ledger.EVERY_3, "a")).isEqualTo(new Ledger.State(100, 3));
    }

    @Test
    void rule6_later_events_are_replayed_on_the_snapshot() {
        add(Ledger.EVERY_3, "a", 1, 2, 3, 4, 5);

        assertThat(sum(Ledger.EVERY_3, "a")).isEqualTo(new Ledger.State(15, 5));
        assertThat(live(Ledger.EVERY_3, "a").index()).isEqualTo(4);
    }

    @Test
    void a_snapshot_that_cannot_be_read_is_ignored_and_all_events_are_replayed() {
        add(Ledger.EVERY_3, "a", 1, 2, 3, 4);
        engine.store.execute("update snapshot set checksum = null, payload = '{\"su'");

        assertThat(sum(Ledger.EVERY_3, "a")).isEqualTo(new Ledger.State(10, 4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payload = '{\"sum\":100,\"count\":3}'",
                "event_index = 1",
                "version = 1",
                "origin = 'somebody'",
                "event_hash = null",
                "checksum = 'f'"
            })
    void an_altered_snapshot_is_ignored_and_all_events_are_replayed(String change) {
        add(Ledger.EVERY_3, "a", 1, 2, 3, 4);
        engine.store.execute("update snapshot set " + change);

        assertThat(sum(Ledger.EVERY_3, "a")).isEqualTo(new Ledger.State(10, 4));
    }

    @Test
    void an_altered_snapshot_is_reported_once_with_its_aggregate_and_index() {
        add(Ledger.EVERY_3, "a", 1, 2, 3, 4);
        engine.store.execute("update snapshot set origin = 'somebody'");

        var log = LogRecords.of(Snapshotter.class, () -> restored(Ledger.EVERY_3, "a"));

        assertThat(log).singleElement().satisfies(warning -> {
            assertThat(warning.getLevel()).isEqualTo(Level.WARNING);
            assertThat(warning.getMessage()).contains("ledger/a", "index 2", "it was altered");
        });
    }

    @Test
    void an_altered_snapshot_of_a_type_that_keeps_nothing_else_refuses_the_restore() {
        add(Ledger.PURE_SNAPSHOT, "a", 1, 2, 3);
        engine.store.execute("update snapshot set payload = '{\"sum\":100,\"count\":3}'");

        assertThatThrownBy(() -> restored(Ledger.PURE_SNAPSHOT, "a"))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("ledger/a")
                .hasMessageContaining("index 2 is unreadable");
    }

    @Test
    void an_altered_snapshot_that_claims_more_than_its_events_refuses_the_restore() {
        add(Ledger.EVERY_3, "a", 1, 2, 3, 4);
        engine.store.execute("update snapshot set event_index = 9");

        assertThatThrownBy(() -> restored(Ledger.EVERY_3, "a"))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("index 9 is unreadable and its events end at 3");
    }

    @Test
    void every_snapshot_has_its_checksum_also_one_that_replaces_another() {
        add(Ledger.EVERY_1, "a", 1, 2, 3);
        add(Ledger.PURE_SNAPSHOT, "b", 1, 2);
        add(Ledger.EVERY_3, "c", 1);

        assertThat(engine.store.count("snapshot where checksum is null")).isZero();
        assertThat(sum(Ledger.EVERY_1, "a")).isEqualTo(new Ledger.State(6, 3));
        assertThat(sum(Ledger.PURE_SNAPSHOT, "b")).isEqualTo(new Ledger.State(3, 2));
    }

    @Test
    void a_snapshot_of_an_older_version_is_lifted_by_the_chain_of_the_state() {
        add(Ledger.EVERY_3, "a", 1, 2, 3);
        engine.store.execute(
                "update snapshot set checksum = null, version = 1, payload = '{\"total\":60,\"count\":3}'");

        assertThat(sum(Ledger.EVERY_3, "a")).isEqualTo(new Ledger.State(60, 3));
        assertThat(live(Ledger.EVERY_3, "a").meta().version()).isEqualTo(2);
    }

    @Test
    void an_unreadable_snapshot_without_its_events_refuses_the_restore() {
        add(Ledger.PURE_SNAPSHOT, "a", 1, 2, 3);
        engine.store.execute("update snapshot set checksum = null, payload = '{\"su'");

        assertThatThrownBy(() -> restored(Ledger.PURE_SNAPSHOT, "a"))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("ledger/a")
                .hasMessageContaining("index 2");
    }

    @Test
    void a_gap_refuses_the_restore_and_says_where() {
        add(Ledger.NEVER, "a", 1, 2, 3);
        engine.store.execute("delete from event where event_index = 1");

        assertThatThrownBy(() -> restored(Ledger.NEVER, "a"))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("ledger/a has a gap: event 1 is missing");
    }

    @Test
    void events_of_older_versions_are_lifted_step_by_step_and_stay_as_they_are() {
        add(Ledger.NEVER, "a", 1, 1);
        rewrite(
                "a",
                "version = 1, payload = '{\"by\":10}' where event_index = 0",
                "version = 2, payload = '{\"delta\":20}' where event_index = 1");

        assertThat(sum(Ledger.NEVER, "a")).isEqualTo(new Ledger.State(30, 2));
        assertThat(engine.store.count("event where payload = '{\"by\":10}'")).isOne();
    }

    @Test
    void events_under_an_earlier_name_are_read() {
        add(Ledger.NEVER, "a", 7);
        rewrite("a", "event_type = 'Increased'");

        assertThat(sum(Ledger.NEVER, "a")).isEqualTo(new Ledger.State(7, 1));
    }

    @Test
    void an_event_of_an_unknown_type_refuses_the_restore_and_touches_nothing() {
        add(Ledger.NEVER, "a", 7);
        rewrite("a", "event_type = 'Vanished'");

        assertThatThrownBy(() -> restored(Ledger.NEVER, "a"))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("Vanished")
                .hasMessageContaining("ledger/a, event 0");
        assertThat(engine.store.count("event where event_type = 'Vanished'")).isOne();
    }

    @Test
    void an_altered_event_refuses_the_restore_though_it_can_be_read() {
        add(Ledger.NEVER, "a", 7, 8);
        engine.store.execute("update event set payload = '{\"amount\":1000000}' where event_index = 1");

        assertThatThrownBy(() -> restored(Ledger.NEVER, "a"))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("ledger/a, event 1: it was altered");
    }

    @Test
    void an_event_that_was_replaced_together_with_its_hash_refuses_the_restore_at_the_next_one() {
        add(Ledger.NEVER, "a", 7, 8);
        engine.store.execute("update event set payload = '{\"amount\":1000000}' where event_index = 0");
        engine.store.hashAnew(new AggregateId("ledger", "a"), 1);

        assertThatThrownBy(() -> restored(Ledger.NEVER, "a"))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("ledger/a, event 1: it does not continue the one before it");
    }

    @Test
    void an_event_of_a_newer_version_refuses_the_restore() {
        add(Ledger.NEVER, "a", 7);
        rewrite("a", "version = 4");

        assertThatThrownBy(() -> restored(Ledger.NEVER, "a"))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("Added has version 4");
    }

    @Test
    void a_long_stream_is_restored_page_by_page() {
        engine.accept(Ledger.NEVER, "a", new Ledger.AddMany(2_500));

        assertThat(sum(Ledger.NEVER, "a")).isEqualTo(new Ledger.State(2_500, 2_500));
    }
}
