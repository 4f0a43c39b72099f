package ee.cqrs.store;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** All or nothing: of an append that fails nothing is kept, and no position is lost. */
abstract class ConflictContract extends StoreTest {

    @Test
    void who_did_not_see_the_last_event_comes_too_late() {
        append(Appends.events("a", -1, 3));

        assertConflict(Appends.events("a", 0, 1));
        assertConflict(Appends.events("a", 1, 3));
        assertConflict(Appends.events("a", -1, 1));

        assertThat(append(Appends.events("a", 2, 1)).command().position()).isEqualTo(4);
    }

    @Test
    void who_did_not_see_the_last_snapshot_comes_too_late() {
        append(Appends.snapshotOnly("a", -1, "{}"));
        append(Appends.snapshotOnly("a", 0, "{\"n\":1}"));

        assertConflict(Appends.snapshotOnly("a", -1, "{}"));
        assertConflict(Appends.snapshotOnly("a", 0, "{}"));

        assertThat(reads.snapshots(Appends.id("a"))).singleElement().satisfies(state -> assertThat(state.data())
                .isEqualTo("{\"n\":1}"));
    }

    @Test
    void an_older_snapshot_does_not_replace_a_newer_one() {
        append(Appends.withSnapshot(Appends.events("a", -1, 5), "{\"newer\":4}"));

        assertConflict(Appends.withSnapshot(Appends.events("a", 1, 1), "{\"older\":2}"));

        assertThat(reads.snapshots(Appends.id("a"))).singleElement().satisfies(state -> assertThat(state.data())
                .isEqualTo("{\"newer\":4}"));
    }

    @Test
    void two_cannot_create_the_same_aggregate() {
        append(Appends.events(Appends.id("a"), -1, 1, "c1"));

        assertConflict(Appends.events(Appends.id("a"), -1, 1, "c2"));

        assertThat(reads.command("c2")).isEmpty();
    }

    @Test
    void the_same_command_id_is_kept_once_whatever_the_aggregate() {
        append(Appends.events(Appends.id("a"), -1, 1, "c1"));

        assertConflict(Appends.events(Appends.id("b"), -1, 1, "c1"));

        assertThat(reads.ids("ledger", "", 10)).containsExactly("a");
    }

    @Test
    void one_conflict_leaves_nothing_of_its_whole_transaction() {
        append(Appends.events("a", -1, 1));

        List<Append> batch =
                List.of(Appends.events("b", -1, 2), Appends.snapshotOnly("c", -1, "{}"), Appends.events("a", -1, 1));
        assertThatThrownBy(() -> journal.append(batch)).isInstanceOf(ConflictException.class);

        assertThat(store.count("command")).isOne();
        assertThat(store.count("snapshot")).isZero();
        assertThat(reads.ids("ledger", "", 10)).containsExactly("a");
        assertThat(positions()).containsExactly(1L);
        assertThat(append(Appends.events("b", -1, 1)).command().position()).isEqualTo(2);
    }

    @Test
    void a_conflict_in_the_middle_of_thousand_events_leaves_none() {
        Append append = Appends.events("a", -1, 1_000);
        List<RecordedEvent> events = new ArrayList<>(append.events());
        events.set(500, events.get(499));

        assertConflict(Appends.with(append, events));

        assertNothingIsKept();
    }

    @Test
    void data_that_the_database_refuses_in_the_middle_of_thousand_events_leaves_none() {
        Append append = Appends.withSnapshot(Appends.events("a", -1, 1_000), "{}");
        List<RecordedEvent> events = new ArrayList<>(append.events());
        String tooLong = "e".repeat(256);
        events.set(500, Appends.event(append.aggregate(), 500, tooLong, "{}", "c"));

        assertThatThrownBy(() -> append(Appends.with(append, events)))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.dataAtFault()).isTrue());

        assertNothingIsKept();
    }

    @Test
    void a_rollback_leaves_nothing_and_the_next_append_takes_its_positions() {
        Saves saves = new Saves();
        saves.beforeCommit.fail();
        Journal broken = store.journal(head, saves);
        assertThatThrownBy(() -> broken.append(List.of(
                        Appends.withSnapshot(Appends.events("a", -1, 3), "{}"), Appends.snapshotOnly("b", -1, "{}"))))
                .isInstanceOf(UnknownOutcomeException.class);
        assertNothingIsKept();

        assertThat(append(Appends.events("a", -1, 2)).command().position()).isEqualTo(2);
        assertThat(positions()).containsExactly(1L, 2L);
    }

    private void assertConflict(Append append) {
        long before = reads.head();
        assertThatThrownBy(() -> append(append)).isInstanceOf(ConflictException.class);
        assertThat(reads.head()).isEqualTo(before);
        assertThat(log()).hasSize((int) before);
    }
}
