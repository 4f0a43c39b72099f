package ee.cqrs.drift;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.LogRecord;

import ee.cqrs.LogRecords;
import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.registry.BusyException;
import ee.cqrs.store.Drift;
import ee.cqrs.store.Gate;
import ee.cqrs.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** States that are not what their events say are found, reported once, and put right as far as that can be done. */
class DriftWatchTest extends DriftTest {

    static List<AggregateDefinition<?>> modalities() {
        return List.of(Tank.NEVER, Tank.EVERY_3.withSnapshotPeriod(1), Tank.EVERY_3, Tank.PURE_SNAPSHOT);
    }

    @ParameterizedTest
    @MethodSource("modalities")
    void nothing_is_found_where_memory_equals_replay(AggregateDefinition<?> modality) {
        open(modality);
        assertNothingFound();
        for (int i = 0; i < 7; i++) {
            send(new Tank.Fill(1), new Tank.Deliver("supplier " + i), new Tank.SetPrice(new BigDecimal("100")));
            assertNothingFound();
        }
        forget();
        assertNothingFound();
    }

    @Test
    void nothing_is_found_after_a_change_of_modality() {
        for (AggregateDefinition<?> modality : List.of(Tank.EVERY_3, Tank.PURE_SNAPSHOT, Tank.EVERY_3, Tank.NEVER)) {
            open(modality);
            fill(4);
            assertNothingFound();
            forget();
            assertNothingFound();
        }
    }

    @Test
    void a_snapshot_that_differs_is_used_no_more_and_its_aggregate_is_restored_from_its_events() {
        fill(4);
        changeSnapshot(1_000);
        forget();
        assertThat(litres()).isEqualTo(1_010);

        check();

        Drift drift = onlyDrift();
        assertThat(drift.aggregate()).isEqualTo(TANK);
        assertThat(drift.firstIndex()).isEqualTo(2);
        assertThat(drift.snapshot()).isNotNull();
        assertThat(drift.difference()).contains("snapshot at index 2", "in memory at index 3");
        assertThat(drift.words()).isEqualTo("from index 2 on: " + drift.difference());
        assertThat(engine.registry.find(TANK)).isEmpty();
        assertThat(litres()).isEqualTo(40);
    }

    @Test
    void a_snapshot_of_an_aggregate_that_is_not_in_memory_is_looked_at_too() {
        fill(4);
        changeSnapshot(1_000);
        forget();

        check();

        assertThat(onlyDrift().difference()).contains("snapshot at index 2").doesNotContain("memory");
        assertThat(litres()).isEqualTo(40);
    }

    @Test
    void a_restart_does_not_forget_it() {
        fill(4);
        changeSnapshot(1_000);
        check();
        Drift before = onlyDrift();

        open(Tank.EVERY_3);

        assertThat(onlyDrift()).isEqualTo(before);
        assertThat(litres()).isEqualTo(40);
    }

    @Test
    void one_that_cannot_be_stored_leaves_the_one_before_it() {
        fill(4);
        changeSnapshot(1_000);
        check();
        Drift before = onlyDrift();
        Drift unfit = new Drift(TANK, 0, null, null, "found at no time");

        assertThatThrownBy(() -> engine.quarantine.put(unfit)).isInstanceOf(NullPointerException.class);

        engine.quarantine.load();
        assertThat(onlyDrift()).isEqualTo(before);
    }

    @Test
    void it_is_open_until_another_snapshot_has_replaced_it_and_nothing_differs() {
        fill(4);
        changeSnapshot(1_000);
        check();
        check();
        assertThat(watch.open()).hasSize(1);

        fill(2);
        assertThat(watch.open()).hasSize(1);
        check();

        assertThat(watch.open()).isEmpty();
        assertThat(store.count("drift")).isZero();
        forget();
        assertThat(litres()).isEqualTo(60);
        assertThat(store.count("snapshot where event_index = 5")).isEqualTo(1);
    }

    @Test
    void a_state_in_memory_that_differs_is_restored() {
        fill(5);
        changeMemory(7);

        check();

        assertThat(onlyDrift().firstIndex()).isEqualTo(4);
        assertThat(onlyDrift().snapshot()).isNull();
        assertThat(litres()).isEqualTo(50);
        check();
        assertThat(watch.open()).isEmpty();
    }

    @Test
    void a_state_in_memory_of_a_type_that_keeps_only_states_is_compared_with_the_stored_one() {
        open(Tank.PURE_SNAPSHOT);
        fill(2);
        changeMemory(7);

        check();

        assertThat(onlyDrift().firstIndex()).isEqualTo(1);
        assertThat(litres()).isEqualTo(20);
        check();
        assertThat(watch.open()).isEmpty();
    }

    @Test
    void it_is_reported_once_with_type_id_and_index() {
        fill(4);
        changeSnapshot(1_000);

        List<LogRecord> records = LogRecords.of(DriftWatch.class, () -> {
            check();
            check();
            open(Tank.EVERY_3);
            check();
        });

        assertThat(records).singleElement().satisfies(entry -> assertThat(entry.getMessage())
                .contains("tank/a")
                .contains("index 2"));
    }

    @ParameterizedTest
    @MethodSource("unstable")
    void an_apply_that_is_not_the_same_every_time_is_found_with_its_first_event(Record command) {
        open(Tank.NEVER);
        send(new Tank.Fill(1), new Tank.Fill(1), command, new Tank.Fill(1));

        await().pollInterval(Duration.ofMillis(2)).until(() -> {
            check();
            return !watch.open().isEmpty();
        });

        assertThat(onlyDrift().firstIndex()).isEqualTo(2);
        assertThat(onlyDrift().difference()).contains("event 2 has another effect each time");
    }

    static List<Record> unstable() {
        return List.of(new Tank.CatchRain(), new Tank.CatchTime());
    }

    @Test
    void it_is_found_in_a_long_stream() {
        open(Tank.NEVER);
        send(new Tank.FillOften(1_500), new Tank.CatchRain(), new Tank.FillOften(600));

        check();

        assertThat(onlyDrift().firstIndex()).isEqualTo(1_500);
    }

    @Test
    void a_state_in_memory_whose_events_are_gone_stays_and_is_reported() {
        open(Tank.NEVER);
        fill(4);
        store.execute("delete from event where event_index = 1");

        check();

        assertThat(onlyDrift().firstIndex()).isEqualTo(1);
        assertThat(onlyDrift().difference()).contains("cannot be replayed", "event 1 is missing");
        assertThat(engine.registry.find(TANK)).isPresent();
    }

    @Test
    void a_state_in_memory_that_is_ahead_of_its_events_stays_and_is_reported() {
        open(Tank.NEVER);
        fill(4);
        store.execute("delete from event where event_index > 1");

        check();

        assertThat(onlyDrift().firstIndex()).isEqualTo(2);
        assertThat(onlyDrift().difference()).contains("index 3", "end at 1");
        assertThat(engine.registry.find(TANK)).isPresent();
    }

    @Test
    void a_command_that_is_inside_waits_for_nobody_and_its_aggregate_is_restored_after_it() {
        open(Tank.EVERY_3, "cqrs.aggregate.wait-limit", "PT0.1S");
        fill(5);
        changeMemory(7);
        Gate gate = engine.attempting.hold();
        CompletableFuture<Void> inside = CompletableFuture.runAsync(() -> send(new Tank.Fill(10)));
        gate.awaitArrival();

        check();
        assertThat(watch.open()).hasSize(1);
        assertThat(litres()).isEqualTo(7);

        gate.open();
        inside.join();
        check();
        assertThat(litres()).isEqualTo(60);
    }

    @Test
    void all_are_looked_at_in_turn_those_in_memory_and_those_with_a_snapshot() {
        open(Tank.EVERY_3, "cqrs.audit.drift-rate", "6000");
        for (int i = 0; i < 20; i++) {
            engine.accept(Tank.EVERY_3, "tank " + i, new Tank.FillOften(4));
        }
        changeSnapshot(1_000);
        for (int i = 0; i < 10; i++) {
            engine.forget(Tank.EVERY_3, "tank " + i);
        }

        await().untilAsserted(() -> {
            watch.checkDue();
            assertThat(watch.open()).hasSize(20);
        });
        assertThat(engine.repository
                        .find(Tank.EVERY_3, new AggregateId("tank", "tank 3"))
                        .orElseThrow()
                        .state())
                .hasFieldOrPropertyWithValue("litres", 4L);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void one_that_can_never_be_looked_at_keeps_nobody_from_his_turn_and_is_looked_at_when_it_can(
            RuntimeException failure) {
        open(Tank.EVERY_3, "cqrs.audit.drift-rate", "6000");
        for (int i = 0; i < 5; i++) {
            engine.accept(Tank.EVERY_3, "tank " + i, new Tank.FillOften(4));
        }
        changeSnapshot(1_000);
        AggregateId hanging = new AggregateId("tank", "tank 0");
        unreadable.put(hanging, failure);

        await().untilAsserted(() -> {
            watch.checkDue();
            assertThat(watch.open())
                    .extracting(drift -> drift.aggregate().id())
                    .containsExactlyInAnyOrder("tank 1", "tank 2", "tank 3", "tank 4");
        });

        unreadable.clear();
        await().untilAsserted(() -> {
            watch.checkDue();
            assertThat(watch.open()).hasSize(5);
        });
    }

    static List<RuntimeException> failures() {
        return List.of(
                new StoreException(StoreException.Fault.SILENCE, null),
                new BusyException("It hangs", Duration.ofSeconds(1)));
    }

    @Test
    void a_rate_of_0_looks_at_nothing() {
        open(Tank.EVERY_3, "cqrs.audit.drift-rate", "0");
        fill(4);
        changeSnapshot(1_000);

        watch.checkDue();

        assertThat(watch.open()).isEmpty();
    }

    @Test
    void a_low_rate_looks_at_one_when_its_time_has_come() {
        open(Tank.EVERY_3, "cqrs.audit.drift-rate", "1");
        fill(4);
        changeSnapshot(1_000);
        later = Duration.ofSeconds(30);
        watch.checkDue();
        assertThat(watch.open()).isEmpty();

        later = Duration.ofSeconds(61);
        watch.checkDue();

        assertThat(watch.open()).hasSize(1);
    }

    @Test
    void a_pause_is_not_made_up_for() {
        open(Tank.EVERY_3, "cqrs.audit.drift-rate", "6");
        for (int i = 0; i < 5; i++) {
            engine.accept(Tank.EVERY_3, "tank " + i, new Tank.FillOften(4));
        }
        changeSnapshot(1_000);

        later = Duration.ofHours(1);
        watch.checkDue();

        assertThat(watch.open()).hasSize(1);
    }

    @Test
    void while_the_database_is_away_it_says_so_once_and_goes_on_when_it_is_back() {
        open(Tank.EVERY_3, "cqrs.audit.drift-rate", "60000");
        fill(4);
        changeSnapshot(1_000);
        store.execute("alter table drift rename to away");
        List<LogRecord> records = LogRecords.of(DriftWatch.class, () -> {
            watch.checkDue();
            watch.checkDue();
        });
        assertThat(records).hasSize(1);

        store.execute("alter table away rename to drift");
        await().until(() -> {
            watch.checkDue();
            return !watch.open().isEmpty();
        });
    }

    @Test
    void what_another_node_has_found_is_known_here() {
        open(Tank.EVERY_3, "cqrs.audit.drift-rate", "1");
        fill(4);
        changeSnapshot(1_000);
        var other = store.quarantine();
        other.load();
        check();
        assertThat(other.open()).isEmpty();

        other.load();

        assertThat(other.open()).containsExactly(onlyDrift());
    }
}
