package ee.cqrs.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.transaction.Status;

import ee.cqrs.LogRecords;
import ee.cqrs.registry.BusyException;
import ee.cqrs.registry.SetAsideException;
import ee.cqrs.store.Gate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Rules that hang: they are given up, their aggregate is set aside, and what they decide when they return is not saved. */
class HangingAttemptTest extends SharedStoreTest {

    private static final String LIMIT = "PT0.05S";

    private Gate gate;
    private Caller<CommandOutcome> hanging;

    @BeforeEach
    void hang() {
        reopen("cqrs.aggregate.attempt-limit", LIMIT, "cqrs.aggregate.wait-limit", "PT0.1S");
        hang(new Ledger.Add(10));
    }

    @Test
    void given_it_is_given_up_when_it_returns_then_nothing_of_it_is_saved_or_answered_as_accepted() {
        giveUp();

        gate.open();

        assertThatThrownBy(hanging::answer).isInstanceOf(GivenUpException.class).hasMessageContaining(id);
        assertThat(live().state()).isEqualTo(new Ledger.State(1, 1));
        assertThat(engine.head.position()).isEqualTo(start);
        assertSound(1, 1);
    }

    @Test
    void given_it_is_given_up_when_it_crashes_then_it_is_answered_once_and_as_given_up() {
        gate.open();
        assertThat(index(hanging.answer())).isEqualTo(1);
        hang(new Ledger.CrashInAttempt());
        giveUp();

        gate.open();

        assertThatThrownBy(hanging::answer).isInstanceOf(GivenUpException.class);
        assertSound(11, 2);
    }

    @Test
    void given_it_returns_in_time_when_the_watch_looks_then_it_counts() {
        gate.open();

        assertThat(index(hanging.answer())).isEqualTo(1);
        engine.watch.watch();
        assertThat(engine.watch.hanging()).isEmpty();
        add(Ledger.EVERY_3, id, 5);
        assertSound(16, 3);
    }

    @Test
    void given_it_hangs_then_its_aggregate_is_set_aside_until_it_returns_and_can_be_read() {
        giveUp();

        assertThatThrownBy(() -> add(Ledger.EVERY_3, id, 1))
                .isInstanceOf(SetAsideException.class)
                .hasMessageContaining("ledger/" + id)
                .hasMessageContaining("hangs");
        assertThat(live().state()).isEqualTo(new Ledger.State(1, 1));

        gate.open();
        assertThatThrownBy(hanging::answer).isInstanceOf(GivenUpException.class);
        add(Ledger.EVERY_3, id, 5);
        assertThat(engine.watch.hanging()).isEmpty();
        assertSound(6, 2);
    }

    @Test
    void given_one_waits_behind_it_then_he_is_told_to_try_again_and_others_are_not_affected() {
        var behind = Caller.of(() -> begin(new Ledger.Add(1)).await());

        assertThatThrownBy(behind::answer)
                .isInstanceOfSatisfying(BusyException.class, busy -> assertThat(busy.retryAfter())
                        .isPositive());
        giveUp();
        assertThat(index(begin("other-" + id, new Ledger.Add(1)).await())).isZero();

        gate.open();
        assertThatThrownBy(hanging::answer).isInstanceOf(GivenUpException.class);
        assertSound(1, 1);
    }

    @Test
    void given_a_repeated_command_hangs_when_it_returns_then_its_first_outcome_is_the_answer() {
        gate.open();
        hanging.answer();
        CommandMessage message = new CommandMessage(aggregate, new Ledger.Add(5), "id-" + id, null, "test", null, null);
        assertThat(index(begin(message).await())).isEqualTo(2);
        hang(message);
        giveUp();

        gate.open();

        assertThat(index(hanging.answer())).isEqualTo(2);
        assertSound(16, 3);
    }

    @Test
    void given_it_hangs_in_a_transaction_of_the_callers_when_it_returns_then_that_cannot_take_it_along() {
        gate.open();
        hanging.answer();
        JoinedTransaction transaction = engine.newTransaction();
        gate = engine.attempting.hold();
        hanging = Caller.of(() -> engine.send(Ledger.EVERY_3, command(new Ledger.Add(5)), transaction));
        gate.awaitArrival();
        giveUp();

        gate.open();

        assertThatThrownBy(hanging::answer).isInstanceOf(GivenUpException.class);
        engine.inTransaction(transaction::beforeCompletion);
        transaction.afterCompletion(Status.STATUS_COMMITTED);
        add(Ledger.EVERY_3, id, 100);
        assertSound(111, 3);
    }

    @Test
    void given_it_keeps_hanging_then_it_is_reported_once_with_the_place_where_it_hangs() {
        List<LogRecord> records = LogRecords.of(AttemptWatch.class, () -> {
            giveUp();
            engine.watch.watch();
        });

        assertThat(records).singleElement().satisfies(entry -> {
            assertThat(entry.getLevel().intValue()).isGreaterThanOrEqualTo(Level.SEVERE.intValue());
            assertThat(entry.getMessage()).contains("ledger/" + id, "Add");
            assertThat(entry.getThrown().getStackTrace())
                    .extracting(StackTraceElement::getClassName)
                    .contains(ContainedBean.class.getName());
        });
        assertThat(engine.watch.hanging()).singleElement().satisfies(attempt -> {
            assertThat(attempt.aggregate()).isEqualTo(aggregate);
            assertThat(entry(records).getMessage()).contains(attempt.commandId());
            assertThat(attempt.since()).isPositive();
        });
        gate.open();
        assertThatThrownBy(hanging::answer).isInstanceOf(GivenUpException.class);
    }

    /** So a message whose command hangs every time goes to the dead-letter queue after its tries. */
    @Test
    void given_it_is_given_up_when_it_returns_then_that_is_a_failure_which_is_not_reported_again() {
        giveUp();
        gate.open();

        List<LogRecord> records = LogRecords.of(Failures.class, () -> assertThatThrownBy(hanging::answer)
                .isInstanceOfSatisfying(
                        GivenUpException.class, late -> assertThat(Failures.translate(command(new Ledger.Add(10)), late)
                                        .problem()
                                        .kind())
                                .isEqualTo(Problem.Kind.INTERNAL)));

        assertThat(records).extracting(LogRecord::getLevel).containsExactly(Level.INFO);
    }

    @Test
    void given_the_deadline_has_passed_then_who_can_answer_the_caller_is_told_once() {
        gate.open();
        hanging.answer();
        reopenWithDeadline();
        List<OverdueAttempt> overdue = new ArrayList<>();
        Consumer<OverdueAttempt> listener = overdue::add;
        engine.watch.addListener(listener);

        hang(new Ledger.Add(10));
        await().until(() -> {
            engine.watch.watch();
            return !overdue.isEmpty();
        });
        engine.watch.watch();

        assertThat(overdue).singleElement().satisfies(told -> {
            assertThat(told.thread().isAlive()).isTrue();
            assertThat(told.answer().problem().kind()).isEqualTo(Problem.Kind.UNKNOWN_OUTCOME);
            assertThat(told.answer().commandId()).isNotBlank();
        });
        engine.watch.removeListener(listener);
        gate.open();
        await().untilAsserted(() -> assertSound(21, 3));
    }

    private void reopenWithDeadline() {
        engine.close();
        engine = LocalEngine.contained(store, "cqrs.command.deadline", "PT0.05S");
        assertThat(live().index()).isEqualTo(1);
    }

    private static LogRecord entry(List<LogRecord> records) {
        return records.get(0);
    }

    private void hang(Record command) {
        hang(command(command));
    }

    private void hang(CommandMessage message) {
        gate = engine.attempting.hold();
        hanging = Caller.of(() -> begin(message).await());
        gate.awaitArrival();
    }

    private void giveUp() {
        await().until(() -> {
            engine.watch.watch();
            return !engine.watch.hanging().isEmpty();
        });
    }
}
