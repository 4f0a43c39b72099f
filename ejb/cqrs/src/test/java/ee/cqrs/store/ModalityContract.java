package ee.cqrs.store;

import java.util.List;
import java.util.stream.LongStream;

import ee.cqrs.aggregate.AggregateId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Events, snapshots, or both: what each modality leaves, and which snapshot stays. */
abstract class ModalityContract extends StoreTest {

    @Test
    void events_alone_leave_no_snapshot() {
        append(Appends.events("a", -1, 2));

        assertThat(reads.snapshots(Appends.id("a"))).isEmpty();
        assertThat(reads.ids("ledger", "", 10)).containsExactly("a");
    }

    @Test
    void events_with_a_snapshot_leave_both() {
        Append append = Appends.withSnapshot(Appends.events("a", -1, 2), "{\"sum\":2}");

        append(append);

        assertThat(all(Appends.id("a"))).hasSize(2);
        assertThat(reads.snapshots(Appends.id("a")))
                .containsExactly(append.snapshot().orElseThrow());
    }

    @Test
    void a_snapshot_alone_leaves_no_event_and_takes_no_position() {
        Append append = Appends.snapshotOnly("a", -1, "{}");

        append(append);

        assertThat(log()).isEmpty();
        assertThat(reads.head()).isZero();
        assertThat(reads.snapshots(Appends.id("a")))
                .containsExactly(append.snapshot().orElseThrow());
        assertThat(reads.command(append.command().commandId())).contains(append.command());
        assertThat(reads.ids("ledger", "", 10)).containsExactly("a");
    }

    @Test
    void a_later_snapshot_replaces_the_one_before() {
        append(Appends.withSnapshot(Appends.events("a", -1, 1), "{\"first\":1}"));
        append(Appends.withSnapshot(Appends.events("a", 0, 1), "{\"second\":1}"));

        assertThat(reads.snapshots(Appends.id("a"))).singleElement().satisfies(state -> assertThat(state.data())
                .isEqualTo("{\"second\":1}"));
    }

    @Test
    void of_several_snapshots_in_one_transaction_the_last_stays() {
        append(Appends.snapshotOnly("a", -1, "{\"n\":0}"));

        journal.append(LongStream.range(0, 5)
                .mapToObj(seen -> Appends.snapshotOnly("a", seen, "{\"n\":%d}".formatted(seen + 1)))
                .toList());

        assertThat(reads.snapshots(Appends.id("a"))).singleElement().satisfies(state -> {
            assertThat(state.data()).isEqualTo("{\"n\":5}");
            assertThat(state.meta().index()).isEqualTo(5);
        });
    }

    @Test
    void base_and_latest_snapshot_stay_beside_each_other_the_highest_index_first() {
        append(Appends.snapshotOnly("a", -1, "{\"base\":0}"));
        append(Appends.withSnapshot(Appends.events("a", 0, 3), "{\"latest\":3}"));

        assertThat(reads.snapshots(Appends.id("a")))
                .extracting(StoredState::data)
                .containsExactly("{\"latest\":3}", "{\"base\":0}");
    }

    @Test
    void snapshots_of_other_aggregates_stay_as_they_are() {
        append(Appends.snapshotOnly("a", -1, "{\"a\":0}"));
        append(Appends.snapshotOnly("b", -1, "{\"b\":0}"));
        append(Appends.snapshotOnly("a", 0, "{\"a\":1}"));

        assertThat(reads.snapshots(Appends.id("b"))).singleElement().satisfies(state -> assertThat(state.data())
                .isEqualTo("{\"b\":0}"));
    }

    @Test
    void a_restore_begins_with_what_each_modality_leaves_and_the_events_after_the_latest_snapshot() {
        append(Appends.events("events", -1, 3));
        append(Appends.snapshotOnly("state", -1, "{\"base\":0}"));
        append(Appends.snapshotOnly("both", -1, "{\"base\":0}"));
        append(Appends.withSnapshot(Appends.events("both", 0, 3), "{\"latest\":3}"));
        append(Appends.events("both", 3, 4));

        for (String id : List.of("events", "state", "both", "nobody")) {
            AggregateId aggregate = Appends.id(id);
            List<StoredState> snapshots = reads.snapshots(aggregate);
            long latest = snapshots.isEmpty() ? -1 : snapshots.get(0).meta().index();

            StoredStream stream = reads.stream(aggregate, snapshot -> true, 3);

            assertThat(stream.snapshots()).isEqualTo(snapshots);
            assertThat(stream.after()).isEqualTo(latest);
            assertThat(stream.events()).isEqualTo(reads.portion(aggregate, latest, 3));
        }
        assertThat(reads.stream(Appends.id("both"), StoredState::base, 3))
                .satisfies(stream -> assertThat(stream.snapshots()).hasSize(1))
                .satisfies(stream -> assertThat(stream.eventsAfter(0)).isEmpty())
                .satisfies(stream -> assertThat(stream.eventsAfter(3)).isPresent());
    }
}
