package ee.cqrs.command;

import java.time.Instant;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.example.Parcel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The three modalities, and every change from one to another. */
class ModalitiesTest extends EngineTest {

    @Test
    void pure_event_sourcing_keeps_every_event_and_no_snapshot() {
        add(Ledger.NEVER, "a", 1, 2, 3, 4);

        assertThat(engine.store.count("event where snapshot_period is null")).isEqualTo(4);
        assertThat(engine.store.count("snapshot")).isZero();
        assertThat(sum(Ledger.NEVER, "a")).isEqualTo(new Ledger.State(10, 4));
    }

    @Test
    void period_1_keeps_every_event_and_a_snapshot_of_each() {
        add(Ledger.EVERY_1, "a", 1);
        assertThat(engine.store.count("snapshot where event_index = 0")).isOne();

        add(Ledger.EVERY_1, "a", 2);
        assertThat(engine.store.count("snapshot where event_index = 1")).isOne();
        assertThat(engine.store.count("event")).isEqualTo(2);
    }

    @Test
    void period_n_takes_a_snapshot_every_n_events() {
        add(Ledger.EVERY_3, "a", 1, 2);
        assertThat(engine.store.count("snapshot where event_index = -1")).isOne();

        add(Ledger.EVERY_3, "a", 3, 4, 5);
        assertThat(engine.store.count("snapshot where event_index = 2")).isOne();

        add(Ledger.EVERY_3, "a", 6);
        assertThat(engine.store.count("snapshot where event_index = 5")).isOne();
        assertThat(engine.store.count("snapshot")).isOne();
    }

    @Test
    void a_command_with_several_events_that_passes_the_period_takes_one_snapshot() {
        engine.accept(Ledger.EVERY_3, "a", new Ledger.AddTwice(1));
        engine.accept(Ledger.EVERY_3, "a", new Ledger.AddTwice(1));

        assertThat(engine.store.count("snapshot where event_index = 3")).isOne();
    }

    @Test
    void a_text_with_NUL_comes_back_as_it_went_in_every_modality() {
        for (int period : new int[] {AggregateType.NEVER, 1, 0}) {
            AggregateDefinition<?> parcels =
                    AggregateDefinition.of("test", Parcel.class).withSnapshotPeriod(period);
            String id = "period " + period;
            engine.accept(parcels, id, new Parcel.SendParcel("Os\0lo"));

            assertThat(restored(parcels, id).state()).isEqualTo(new Parcel.State("Os\0lo", false));
        }
    }

    @Test
    void pure_snapshot_keeps_the_state_and_no_event() {
        var first = engine.accept(Ledger.PURE_SNAPSHOT, "a", new Ledger.Add(1));
        engine.accept(Ledger.PURE_SNAPSHOT, "a", new Ledger.AddTwice(2));

        assertThat(first.events()).singleElement().satisfies(event -> {
            assertThat(event.meta().position()).isNull();
            assertThat(event.meta().hash()).isNull();
        });
        assertThat(engine.store.count("event")).isZero();
        assertThat(engine.store.count("snapshot where event_index = 2 and base"))
                .isOne();
        assertThat(sum(Ledger.PURE_SNAPSHOT, "a")).isEqualTo(new Ledger.State(5, 3));
        assertThat(engine.head.position()).isZero();
    }

    @Test
    void the_live_state_equals_the_restored_one_in_every_modality() {
        for (AggregateDefinition<?> definition :
                new AggregateDefinition<?>[] {Ledger.NEVER, Ledger.EVERY_1, Ledger.EVERY_3, Ledger.PURE_SNAPSHOT}) {
            String id = "period " + definition.snapshotPeriod();
            add(definition, id, 1, 2, 3, 4);

            AggregateState<?> live = live(definition, id);
            assertThat(restored(definition, id)).isEqualTo(live).isNotSameAs(live);
        }
    }

    @Test
    void from_pure_snapshot_to_snapshots_the_last_state_stays_as_the_base() {
        add(Ledger.PURE_SNAPSHOT, "a", 1, 2);
        engine.forget(Ledger.PURE_SNAPSHOT, "a");
        add(Ledger.EVERY_3, "a", 3, 4, 5, 6, 7);

        assertThat(engine.store.count("event where event_index between 2 and 6"))
                .isEqualTo(5);
        assertThat(engine.store.count("snapshot where base and event_index = 1"))
                .isOne();
        assertThat(sum(Ledger.EVERY_3, "a")).isEqualTo(new Ledger.State(28, 7));

        engine.store.execute("update snapshot set checksum = null, payload = '!' where not base");
        assertThat(sum(Ledger.EVERY_3, "a")).isEqualTo(new Ledger.State(28, 7));
    }

    @Test
    void from_pure_snapshot_to_pure_event_sourcing_events_start_from_the_base() {
        add(Ledger.PURE_SNAPSHOT, "a", 1, 2);
        engine.forget(Ledger.PURE_SNAPSHOT, "a");
        add(Ledger.NEVER, "a", 3);

        assertThat(sum(Ledger.NEVER, "a")).isEqualTo(new Ledger.State(6, 3));
        assertThat(engine.store.count("event where event_index = 2 and previous_hash is null"))
                .isOne();
    }

    @Test
    void from_snapshots_to_pure_snapshot_and_back_nothing_is_lost() {
        add(Ledger.EVERY_3, "a", 1, 2, 3, 4);
        engine.forget(Ledger.EVERY_3, "a");
        add(Ledger.PURE_SNAPSHOT, "a", 10, 20);
        assertThat(sum(Ledger.PURE_SNAPSHOT, "a")).isEqualTo(new Ledger.State(40, 6));
        assertThat(engine.store.count("event")).isEqualTo(4);

        engine.forget(Ledger.PURE_SNAPSHOT, "a");
        add(Ledger.EVERY_3, "a", 100);
        assertThat(sum(Ledger.EVERY_3, "a")).isEqualTo(new Ledger.State(140, 7));

        engine.forget(Ledger.EVERY_3, "a");
        add(Ledger.PURE_SNAPSHOT, "a", 1000);
        assertThat(sum(Ledger.PURE_SNAPSHOT, "a")).isEqualTo(new Ledger.State(1140, 8));
    }

    @Test
    void from_pure_event_sourcing_to_pure_snapshot_the_first_change_makes_the_base() {
        add(Ledger.NEVER, "a", 1, 2);
        engine.forget(Ledger.NEVER, "a");
        add(Ledger.PURE_SNAPSHOT, "a", 3);

        assertThat(engine.store.count("snapshot where base and event_index = 2"))
                .isOne();
        assertThat(sum(Ledger.PURE_SNAPSHOT, "a")).isEqualTo(new Ledger.State(6, 3));
    }

    @Test
    void from_snapshots_to_pure_event_sourcing_snapshots_are_not_looked_at() {
        add(Ledger.EVERY_3, "a", 1, 2, 3);
        engine.store.execute("update snapshot set checksum = null, payload = '{\"sum\":100,\"count\":3}'");

        assertThat(sum(Ledger.NEVER, "a")).isEqualTo(new Ledger.State(6, 3));
    }

    @Test
    void from_pure_event_sourcing_to_snapshots_the_next_period_takes_one() {
        add(Ledger.NEVER, "a", 1, 2);
        engine.forget(Ledger.NEVER, "a");
        add(Ledger.EVERY_3, "a", 3);

        assertThat(engine.store.count("snapshot where event_index = 2 and not base"))
                .isOne();
        assertThat(sum(Ledger.EVERY_3, "a")).isEqualTo(new Ledger.State(6, 3));
    }

    @Test
    void a_past_state_is_replayed_as_it_was() {
        add(Ledger.EVERY_3, "a", 1, 2, 3, 4, 5);
        AggregateId id = new AggregateId("ledger", "a");

        assertThat(engine.repository.at(Ledger.EVERY_3, id, 1).orElseThrow().state())
                .isEqualTo(new Ledger.State(3, 2));
        assertThat(engine.repository.at(Ledger.EVERY_3, id, 3).orElseThrow().state())
                .isEqualTo(new Ledger.State(10, 4));
        assertThat(engine.repository.at(Ledger.EVERY_3, id, 5)).isEmpty();
        assertThat(engine.repository.at(Ledger.EVERY_3, id, -1)).isEmpty();
    }

    @Test
    void a_state_is_found_by_its_time() {
        add(Ledger.EVERY_3, "a", 1);
        Instant first = live(Ledger.EVERY_3, "a").meta().timestamp();
        AggregateId id = new AggregateId("ledger", "a");

        assertThat(engine.repository.at(Ledger.EVERY_3, id, first).orElseThrow().index())
                .isZero();
        assertThat(engine.repository.at(Ledger.EVERY_3, id, first.minusSeconds(1)))
                .isEmpty();
    }

    @Test
    void states_before_the_base_of_a_former_pure_snapshot_type_are_not_kept() {
        add(Ledger.PURE_SNAPSHOT, "a", 1, 2);
        engine.forget(Ledger.PURE_SNAPSHOT, "a");
        add(Ledger.NEVER, "a", 3);
        AggregateId id = new AggregateId("ledger", "a");

        assertThat(engine.repository.at(Ledger.NEVER, id, 0)).isEmpty();
        assertThat(engine.repository.at(Ledger.NEVER, id, 1)).isPresent();
        assertThat(engine.repository.at(Ledger.NEVER, id, 2)).isPresent();
    }
}
