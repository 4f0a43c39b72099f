package ee.cqrs.command;

import java.util.List;
import java.util.stream.Stream;

import jakarta.transaction.Status;

import ee.cqrs.catalogue.UnreadableException;
import ee.cqrs.registry.SetAsideException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Beans that crash in every way: nothing is saved, the next command restores them, and nobody else notices. */
class CrashingBeanTest extends SharedStoreTest {

    static Stream<Record> crashes() {
        return Stream.of(
                new Ledger.CrashInAttempt(),
                new Ledger.CrashInApply(),
                new Ledger.Overflow(),
                new Ledger.EatMemory(),
                new Ledger.OverflowInApply());
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void given_a_bean_that_crashes_then_nothing_is_saved_and_the_next_command_restores_it(Record crash) {
        assertKind(Problem.Kind.INTERNAL, () -> begin(crash));

        assertThat(engine.head.position()).isEqualTo(start);
        assertThat(engine.registry.find(aggregate)).isEmpty();
        add(Ledger.EVERY_3, id, 5);
        assertSound(6, 2);
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void given_a_bean_that_keeps_crashing_then_it_is_set_aside_and_no_other(Record crash) {
        reopen("cqrs.aggregate.crash-limit", "2");
        for (int i = 0; i <= 2; i++) {
            assertKind(Problem.Kind.INTERNAL, () -> begin(crash));
        }

        assertThatThrownBy(() -> add(Ledger.EVERY_3, id, 5)).isInstanceOf(SetAsideException.class);
        add(Ledger.EVERY_3, "other-" + id, 5);
        assertThat(live().state()).isEqualTo(new Ledger.State(1, 1));
    }

    @Test
    void given_some_of_a_batch_crash_then_the_others_are_accepted_in_order() {
        List<CommandResult> results = engine.sendAll(
                Ledger.EVERY_3,
                List.of(
                        command(new Ledger.Add(10)),
                        command(new Ledger.Overflow()),
                        command(new Ledger.Add(100)),
                        command(new Ledger.OverflowInApply()),
                        command(new Ledger.Add(1000))));

        assertThat(results)
                .extracting(result -> result.failure() == null)
                .containsExactly(true, false, true, false, true);
        assertSound(1111, 4);
    }

    @Test
    void given_an_error_in_a_transaction_of_the_callers_then_the_turn_is_free_after_it() {
        JoinedTransaction transaction = engine.newTransaction();
        assertKind(
                Problem.Kind.INTERNAL, () -> engine.send(Ledger.EVERY_3, command(new Ledger.Overflow()), transaction));
        transaction.afterCompletion(Status.STATUS_ROLLEDBACK);

        add(Ledger.EVERY_3, id, 5);
        assertSound(6, 2);
    }

    @ParameterizedTest
    @MethodSource("crashesInApply")
    void given_an_apply_that_fails_in_a_restore_then_that_is_refused_with_the_place_and_others_are_untouched(
            String event, Class<? extends Throwable> cause) {
        add(Ledger.EVERY_3, id, 2);
        store.execute(
                "update event set event_type = '%s', version = 1, payload = '{}' where aggregate_id = '%s' and event_index = 1"
                        .formatted(event, id));
        store.hashAnew(aggregate);
        engine.forget(Ledger.EVERY_3, id);

        for (int i = 0; i < 5; i++) { // it is no crash: it does not pass by itself, and nothing is set aside
            assertThatThrownBy(() -> add(Ledger.EVERY_3, id, 5))
                    .isInstanceOf(UnreadableException.class)
                    .hasMessageContaining("ledger/" + id + ", event 1")
                    .hasCauseInstanceOf(cause);
        }
        assertThatThrownBy(this::live).isInstanceOf(UnreadableException.class);
        assertThat(engine.registry.find(aggregate)).isEmpty();
        add(Ledger.EVERY_3, "other-" + id, 5);
        assertThat(live(Ledger.EVERY_3, "other-" + id).index()).isZero();
    }

    static Stream<Arguments> crashesInApply() {
        return Stream.of(
                Arguments.of("Exploded", IllegalStateException.class),
                Arguments.of("Deepened", StackOverflowError.class));
    }
}
