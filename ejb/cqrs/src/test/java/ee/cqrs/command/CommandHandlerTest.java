package ee.cqrs.command;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.store.RecordedEvent;
import ee.cqrs.store.StoreException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The way of a command on one node: attempt, save, swap, and what holds when something comes between. */
class CommandHandlerTest extends EngineTest {

    private static final AggregateId A = new AggregateId("ledger", "a");

    @Test
    void every_event_has_the_whole_meta_record() {
        var message =
                CommandMessage.of("ledger", "a", new Ledger.AddTwice(4), "Ada").withCommandId("c1");
        Instant before = Instant.now().truncatedTo(ChronoUnit.MICROS);
        engine.send(Ledger.EVERY_3, message);

        List<RecordedEvent> events = engine.events.events(A, -1, 10);
        assertThat(events).hasSize(2).allSatisfy(event -> {
            assertThat(event.type()).isEqualTo("Added");
            assertThat(event.data()).isEqualTo("{\"amount\":4}");
            assertThat(event.meta().timestamp()).isBetween(before, Instant.now());
            assertThat(event.meta().uuid().version()).isEqualTo(4);
            assertThat(event.meta().version()).isEqualTo(3);
            assertThat(event.meta().origin()).isEqualTo("Ada");
            assertThat(event.meta().snapshotPeriod()).isEqualTo(3);
            assertThat(event.meta().commandId()).isEqualTo("c1");
            assertThat(event.meta().correlationId()).isEqualTo("c1");
            assertThat(event.meta().causationId()).isEqualTo("c1");
            assertThat(event.meta().hash()).hasSize(64).isEqualTo(event.hash());
        });
        assertThat(events).extracting(event -> event.meta().index()).containsExactly(0L, 1L);
        assertThat(events).extracting(event -> event.meta().position()).containsExactly(1L, 2L);
        assertThat(events.get(0).meta().previousHash()).isNull();
        assertThat(events.get(1).meta().previousHash())
                .isEqualTo(events.get(0).meta().hash());
    }

    @Test
    void the_hash_chain_goes_on_after_a_restore_from_a_snapshot() {
        add(Ledger.EVERY_3, "a", 1, 2, 3);
        engine.forget(Ledger.EVERY_3, "a");
        add(Ledger.EVERY_3, "a", 4);

        List<RecordedEvent> events = engine.events.events(A, 1, 10);
        assertThat(events.get(1).meta().previousHash())
                .isEqualTo(events.get(0).meta().hash());
    }

    @Test
    void a_rejected_command_writes_nothing_and_leaves_nobody_in_memory() {
        var outcome = engine.send(Ledger.EVERY_3, CommandMessage.of("ledger", "a", new Ledger.Add(-1), "test"));

        assertThat(outcome)
                .isInstanceOfSatisfying(CommandOutcome.Rejected.class, rejected -> assertThat(rejected.code())
                        .isEqualTo("negative"));
        assertThat(engine.store.count("command")).isZero();
        assertThat(engine.registry.live()).isEmpty();
    }

    @Test
    void an_unknown_id_that_is_asked_for_leaves_nobody_in_memory() {
        assertThat(engine.repository.find(Ledger.EVERY_3, A)).isEmpty();

        assertThat(engine.registry.live()).isEmpty();
        assertThat(engine.registry.find(A)).isEmpty();
    }

    @Test
    void a_crash_in_attempt_saves_nothing_and_the_next_command_works() {
        add(Ledger.EVERY_3, "a", 1);

        assertThatThrownBy(() -> engine.accept(Ledger.EVERY_3, "a", new Ledger.CrashInAttempt()))
                .isInstanceOf(IllegalStateException.class);

        add(Ledger.EVERY_3, "a", 2);
        assertThat(sum(Ledger.EVERY_3, "a")).isEqualTo(new Ledger.State(3, 2));
    }

    @Test
    void a_crash_in_apply_saves_nothing_and_the_next_command_works() {
        add(Ledger.EVERY_3, "a", 1);

        assertThatThrownBy(() -> engine.accept(Ledger.EVERY_3, "a", new Ledger.CrashInApply()))
                .isInstanceOf(IllegalStateException.class);

        add(Ledger.EVERY_3, "a", 2);
        assertThat(engine.store.count("event")).isEqualTo(2);
        assertThat(sum(Ledger.EVERY_3, "a")).isEqualTo(new Ledger.State(3, 2));
    }

    /** As when the stack ends in the container's own code, around the bean. */
    @Test
    void an_error_that_no_container_has_caught_is_a_crash_too() {
        add(Ledger.NEVER, "a", 1);

        assertThatThrownBy(() -> engine.accept(Ledger.NEVER, "a", new Ledger.Overflow()))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("ledger/a crashed at index 0")
                .hasCauseInstanceOf(StackOverflowError.class);
        assertThat(engine.registry.live()).isEmpty();
        add(Ledger.NEVER, "a", 2);
        assertThat(sum(Ledger.NEVER, "a")).isEqualTo(new Ledger.State(3, 2));
    }

    @Test
    void when_another_writer_came_first_the_command_is_attempted_again_on_what_he_wrote() {
        add(Ledger.EVERY_3, "a", 1);
        try (LocalEngine other = LocalEngine.on(database)) {
            other.accept(Ledger.EVERY_3, "a", new Ledger.Add(10));
        }

        var outcome = engine.accept(Ledger.EVERY_3, "a", new Ledger.Add(100));

        assertThat(outcome.aggregate().index()).isEqualTo(2);
        assertThat(sum(Ledger.EVERY_3, "a")).isEqualTo(new Ledger.State(111, 3));
    }

    @Test
    void when_another_writer_came_first_to_a_pure_snapshot_the_command_is_attempted_again() {
        add(Ledger.PURE_SNAPSHOT, "a", 1);
        try (LocalEngine other = LocalEngine.on(database)) {
            other.accept(Ledger.PURE_SNAPSHOT, "a", new Ledger.Add(10));
        }

        engine.accept(Ledger.PURE_SNAPSHOT, "a", new Ledger.Add(100));

        assertThat(sum(Ledger.PURE_SNAPSHOT, "a")).isEqualTo(new Ledger.State(111, 3));
    }

    @Test
    void two_writers_who_create_the_same_aggregate_both_count() {
        try (LocalEngine other = LocalEngine.on(database)) {
            assertThat(engine.repository.find(Ledger.NEVER, A)).isEmpty();
            other.accept(Ledger.NEVER, "a", new Ledger.Add(10));
        }
        add(Ledger.NEVER, "a", 1);

        assertThat(sum(Ledger.NEVER, "a")).isEqualTo(new Ledger.State(11, 2));
    }

    @Test
    void when_it_is_certain_that_nothing_was_saved_state_and_index_are_what_they_were() {
        add(Ledger.EVERY_3, "a", 1);
        var before = live(Ledger.EVERY_3, "a");
        engine.store.execute("alter table event rename to event_away");

        assertThatThrownBy(() -> add(Ledger.EVERY_3, "a", 10)).isInstanceOf(StoreException.class);

        assertThat(live(Ledger.EVERY_3, "a")).isSameAs(before);
        engine.store.execute("alter table event_away rename to event");
        add(Ledger.EVERY_3, "a", 2);
        assertThat(sum(Ledger.EVERY_3, "a")).isEqualTo(new Ledger.State(3, 2));
        assertThat(engine.head.position()).isEqualTo(2);
    }

    @Test
    void an_expected_index_that_is_not_the_present_one_fails() {
        add(Ledger.EVERY_3, "a", 1, 2);
        var message = CommandMessage.of("ledger", "a", new Ledger.Add(3), "test");

        assertThatThrownBy(() -> engine.send(Ledger.EVERY_3, message.expecting(0)))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.INDEX_MISMATCH));
        assertThat(engine.send(Ledger.EVERY_3, message.expecting(1))).isInstanceOf(CommandOutcome.Accepted.class);
    }

    @Test
    void timestamps_never_decrease_when_the_clock_steps_back() {
        Instant late = Instant.parse("2026-01-01T12:00:00.123456Z");
        try (LocalEngine first = LocalEngine.on(database, Clock.fixed(late, ZoneOffset.UTC))) {
            first.accept(Ledger.NEVER, "a", new Ledger.Add(1));
        }
        try (LocalEngine second = LocalEngine.on(database, Clock.fixed(late.minusSeconds(3600), ZoneOffset.UTC))) {
            second.accept(Ledger.NEVER, "a", new Ledger.Add(2));
            assertThat(second.events.events(A, -1, 10))
                    .extracting(event -> event.meta().timestamp())
                    .containsExactly(late, late);
        }
    }

    @Test
    void an_unknown_outcome_that_was_saved_is_answered_as_accepted() {
        try (LocalEngine broken = LocalEngine.afterCommit(database, () -> {
            throw new IllegalStateException("the connection broke in the commit");
        })) {
            var outcome = broken.accept(Ledger.EVERY_3, "a", new Ledger.Add(1));

            assertThat(outcome.position()).isEqualTo(1);
            assertThat(broken.head.position()).isEqualTo(1);
            assertThat(broken.store.count("event")).isOne();
            assertThat(broken.registry.live()).isEmpty();
        }
        assertThat(sum(Ledger.EVERY_3, "a")).isEqualTo(new Ledger.State(1, 1));
    }

    @Test
    void an_unknown_outcome_that_cannot_be_settled_is_answered_as_unknown() {
        var broken = new java.util.concurrent.atomic.AtomicReference<LocalEngine>();
        broken.set(LocalEngine.afterCommit(
                database,
                () -> {
                    broken.get().store.execute("alter table journal rename to journal_away");
                    throw new IllegalStateException("the connection broke in the commit");
                },
                "cqrs.command.deadline",
                "PT2S"));
        try (LocalEngine engineThatBreaks = broken.get()) {
            assertThatThrownBy(() -> engineThatBreaks.accept(Ledger.EVERY_3, "a", new Ledger.Add(1)))
                    .isInstanceOfSatisfying(
                            CommandException.class, e -> assertThat(e.problem().kind())
                                    .isEqualTo(Problem.Kind.UNKNOWN_OUTCOME)); // at the deadline
            engineThatBreaks.store.execute("alter table journal_away rename to journal");
        }
        assertThat(sum(Ledger.EVERY_3, "a")).isEqualTo(new Ledger.State(1, 1));
    }

    @Test
    void an_apply_that_fails_in_a_replay_says_where() {
        add(Ledger.NEVER, "a", 1);
        rewrite("a", "event_type = 'Exploded', version = 1, payload = '{}'");
        engine.forget(Ledger.NEVER, "a");

        assertThatThrownBy(() -> engine.accept(Ledger.NEVER, "a", new Ledger.Add(1)))
                .hasMessageContaining("ledger/a, event 0: apply(Exploded) failed");
    }

    @Test
    void thousand_events_of_one_command_are_one_append() {
        var outcome = engine.accept(Ledger.EVERY_3, "a", new Ledger.AddMany(1_000));

        assertThat(outcome.events()).hasSize(1_000);
        assertThat(outcome.position()).isEqualTo(1_000);
        assertThat(engine.head.position()).isEqualTo(1_000);
    }

    @Test
    void sixteen_writers_leave_dense_indexes_and_positions() throws Exception {
        int writers = 16;
        int commands = 25;
        var pool = Executors.newFixedThreadPool(writers);
        try {
            List<Callable<Void>> work = IntStream.range(0, writers)
                    .<Callable<Void>>mapToObj(writer -> () -> {
                        for (int i = 0; i < commands; i++) {
                            add(Ledger.EVERY_3, i % 2 == 0 ? "shared" : "own " + writer, 1);
                        }
                        return null;
                    })
                    .toList();
            for (Future<Void> done : pool.invokeAll(work)) {
                done.get();
            }
        } finally {
            pool.shutdown();
        }
        List<RecordedEvent> log = engine.events
                .portion(0, engine.head.position(), 10_000, java.util.Optional.empty())
                .events();

        assertThat(log)
                .extracting(event -> event.meta().position())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, writers * commands).boxed().toList());
        assertThat(sum(Ledger.EVERY_3, "shared").count()).isEqualTo(writers * 13);
        assertThat(live(Ledger.EVERY_3, "own 3").index()).isEqualTo(11);
    }
}
