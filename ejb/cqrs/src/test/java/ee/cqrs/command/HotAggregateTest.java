package ee.cqrs.command;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import jakarta.ejb.NoSuchEJBException;

import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.store.Gate;
import ee.cqrs.store.GroupCommit;
import ee.cqrs.store.QueueFullException;
import ee.cqrs.store.Script;
import ee.cqrs.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Many commands at one aggregate: each rests on the one before, they share commits, and nobody hears too early. */
class HotAggregateTest extends SharedStoreTest {

    /** Where a save is held. */
    enum Point {
        BEFORE_WRITE(engine -> engine.saves.beforeWrite),
        BEFORE_COMMIT(engine -> engine.saves.beforeCommit),
        AFTER_COMMIT(engine -> engine.saves.afterCommit);

        private final Function<LocalEngine, Script> script;

        Point(Function<LocalEngine, Script> script) {
            this.script = script;
        }
    }

    @Test
    void givenTheWriterIsBusyWhenCommandsMeetThenEachRestsOnTheOneBeforeAndAllShareACommit() {
        Gate gate = engine.saves.beforeWrite.hold();
        var other = begin("other", new Ledger.Add(1));
        gate.awaitArrival();
        List<PendingCommand<?>> hot = LongStream.rangeClosed(1, 5)
                .<PendingCommand<?>>mapToObj(amount -> begin(new Ledger.Add(amount)))
                .toList();
        GroupCommit.Work before = engine.writer.work();

        gate.open();

        other.await();
        assertThat(hot).extracting(command -> index(command.await())).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(engine.writer.work().commits() - before.commits()).isEqualTo(2);
        assertThat(engine.writer.work().commands() - before.commands()).isEqualTo(6);
        assertThat(live().state()).isEqualTo(new Ledger.State(16, 6));
        assertSound(16, 6);
    }

    @ParameterizedTest
    @EnumSource
    void givenASaveIsNotCommittedWhenOthersLookThenNobodySeesItOrIsAnswered(Point point) {
        AggregateState<?> before = live();
        Gate gate = point.script.apply(engine).hold();
        var first = begin(new Ledger.Add(10));
        gate.awaitArrival();
        var second = begin(new Ledger.Add(100));
        var callers = Stream.of(first, second).map(SharedStoreTest::awaiting).toList();

        callers.forEach(Caller::assertWaits);
        assertThat(live()).isSameAs(before);
        assertThat(engine.registry.find(aggregate)).containsSame(before);
        assertThat(engine.head.position()).isEqualTo(start);
        assertThat(engine.repository.at(Ledger.EVERY_3, aggregate, 1)).isEmpty();

        gate.open();
        assertThat(callers).extracting(caller -> index(caller.answer())).containsExactly(1L, 2L);
        assertThat(live().state()).isEqualTo(new Ledger.State(111, 3));
        assertThat(engine.repository.at(Ledger.EVERY_3, aggregate, 1)).isPresent();
    }

    @Test
    void givenARejectionRestsOnACandidateWhenThatIsDurableThenItIsTold() {
        Gate gate = engine.saves.beforeWrite.hold();
        var taking = begin(new Ledger.Take(1));
        var again = awaiting(begin(new Ledger.Take(1))).assertWaits();

        gate.open();

        assertThat(taking.await()).isInstanceOf(CommandOutcome.Accepted.class);
        assertThat(again.answer()).isInstanceOf(CommandOutcome.Rejected.class);
        assertSound(0, 2);
    }

    @ParameterizedTest
    @EnumSource
    void givenARejectionRestsOnACandidateWhenThatFailsThenItIsAttemptedAgain(Point point) {
        Gate gate = holdAndFail(point);
        var taking = begin(new Ledger.Take(1));
        var again = awaiting(begin(new Ledger.Take(1))).assertWaits();

        gate.open();

        if (point == Point.AFTER_COMMIT) { // it was saved after all
            assertThat(taking.await()).isInstanceOf(CommandOutcome.Accepted.class);
            assertThat(again.answer()).isInstanceOf(CommandOutcome.Rejected.class);
        } else {
            assertThatThrownBy(taking::await).isInstanceOf(StoreException.class);
            assertThat(again.answer()).isInstanceOf(CommandOutcome.Accepted.class);
        }
        assertSound(0, 2);
    }

    @Test
    void givenACommandWithoutEventsRestsOnACandidateWhenThatIsDurableThenItIsTold() {
        Gate gate = engine.saves.beforeWrite.hold();
        var filling = begin(new Ledger.FillUp(10));
        var again = awaiting(begin(new Ledger.FillUp(10))).assertWaits();

        gate.open();

        CommandOutcome.Accepted filled = accepted(filling.await());
        assertThat(filled.events()).hasSize(1);
        assertThat(accepted(again.answer()).events()).isEmpty();
        assertThat(accepted(again.answer()).position()).isEqualTo(filled.position());
        assertSound(10, 2);
    }

    @Test
    void givenACommandWithoutEventsRestsOnACandidateWhenThatFailsThenItIsAttemptedAgain() {
        Gate gate = holdAndFail(Point.BEFORE_WRITE);
        var filling = begin(new Ledger.FillUp(10));
        gate.awaitArrival();
        var again = awaiting(begin(new Ledger.FillUp(10))).assertWaits();

        gate.open();

        assertThatThrownBy(filling::await).isInstanceOf(StoreException.class);
        assertThat(accepted(again.answer()).events()).hasSize(1);
        assertSound(10, 2);
    }

    @Test
    void givenAMismatchRestsOnACandidateWhenThatIsDurableThenItIsTold() {
        Gate gate = engine.saves.beforeWrite.hold();
        var adding = begin(new Ledger.Add(10));
        var mismatched = awaiting(begin(command(new Ledger.Add(100)).expecting(0)));
        var matched = awaiting(begin(command(new Ledger.Add(1_000)).expecting(1)));
        mismatched.assertWaits();
        matched.assertWaits();

        gate.open();

        assertThat(index(adding.await())).isEqualTo(1);
        assertKind(Problem.Kind.INDEX_MISMATCH, mismatched::answer);
        assertThat(index(matched.answer())).isEqualTo(2);
        assertSound(1_011, 3);
    }

    @Test
    void givenAMismatchRestsOnACandidateWhenThatFailsThenItIsAttemptedAgain() {
        Gate gate = holdAndFail(Point.BEFORE_WRITE);
        var adding = begin(new Ledger.Add(10));
        gate.awaitArrival();
        var matched = begin(command(new Ledger.Add(1_000)).expecting(1));
        var mismatched =
                awaiting(begin(command(new Ledger.Add(100)).expecting(0))).assertWaits();

        gate.open();

        assertThatThrownBy(adding::await).isInstanceOf(StoreException.class);
        assertThat(index(mismatched.answer())).isEqualTo(1);
        assertThat(index(matched.await())).isEqualTo(2);
        assertSound(1_101, 3);
    }

    @Test
    void givenACertainFailureWhenItIsToldThenTheStateIsWhatItWasAndTheNextCommandIsFine() {
        AggregateState<?> before = live();
        Gate gate = holdAndFail(Point.BEFORE_WRITE);
        var first = begin(new Ledger.Add(10));
        gate.awaitArrival();
        gate.open();

        assertThatThrownBy(first::await).isInstanceOf(StoreException.class);
        assertThat(live()).isSameAs(before);
        add(Ledger.EVERY_3, id, 100);
        assertSound(101, 2);
    }

    @Test
    void givenOneOfABatchIsRefusedWhenOthersRestOnItThenThoseAreAttemptedAgain() {
        Gate gate = engine.saves.beforeWrite.hold();
        begin("other", new Ledger.Add(1));
        gate.awaitArrival();
        var before = begin(new Ledger.Add(10));
        var guilty = begin(refused(new Ledger.Add(100)));
        var after = begin(new Ledger.Add(1_000));
        var stranger = begin("stranger", new Ledger.Add(1));

        gate.open();

        assertThat(index(before.await())).isEqualTo(1);
        assertThatThrownBy(guilty::await).isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.dataAtFault())
                .isTrue());
        assertThat(index(after.await())).isEqualTo(2);
        assertThat(stranger.await()).isInstanceOf(CommandOutcome.Accepted.class);
        assertSound(1_011, 3);
    }

    @Test
    void givenACommandIsInItsAttemptWhenWhatItRestsOnFailsThenItIsAttemptedAgain() {
        Gate save = holdAndFail(Point.BEFORE_WRITE);
        var lost = begin(new Ledger.Add(10));
        save.awaitArrival();
        Gate attempt = engine.attempting.hold();
        var inside = Caller.of(() -> engine.send(Ledger.EVERY_3, command(new Ledger.Add(100))));
        attempt.awaitArrival();

        save.open();
        assertThatThrownBy(lost::await).isInstanceOf(StoreException.class);
        attempt.open();

        assertThat(index(inside.answer())).isEqualTo(1);
        assertSound(101, 2);
    }

    @Test
    void givenTheCommitIsReportedAsFailedWhenItWasSavedThenAllOfItAreAccepted() {
        Gate gate = engine.saves.beforeWrite.hold();
        begin("other", new Ledger.Add(1));
        gate.awaitArrival();
        engine.saves.afterCommit.next(() -> {}); // the other
        engine.saves.afterCommit.fail();
        var first = begin(new Ledger.Add(10));
        var second = begin(new Ledger.Add(100));

        gate.open();

        assertThat(index(first.await())).isEqualTo(1);
        assertThat(index(second.await())).isEqualTo(2);
        assertThat(live().state()).isEqualTo(new Ledger.State(111, 3));
        assertThat(engine.head.position()).isEqualTo(start + 3);
        assertSound(111, 3);
    }

    @Test
    void givenTheCommitIsReportedAsFailedWhenItWasNotSavedThenNobodyIsAcceptedAndTheNextCommandIsFine() {
        engine.saves.beforeCommit.fail();

        assertThatThrownBy(() -> add(Ledger.EVERY_3, id, 10)).isInstanceOf(StoreException.class);

        add(Ledger.EVERY_3, id, 100);
        assertSound(101, 2);
    }

    @ParameterizedTest
    @EnumSource(names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
    void givenTheCommitIsReportedAsFailedWhenNobodyCanTellThenTheOutcomeIsUnknownAndTheSameIdHasOneEffect(Point point) {
        reopen("cqrs.command.deadline", "PT0.5S");
        point.script.apply(engine).fail();
        Gate away = engine.saves.beforeSettle.holdAndFail();
        var message = command(new Ledger.Add(10)).withCommandId(id);

        assertKind(Problem.Kind.UNKNOWN_OUTCOME, () -> engine.send(Ledger.EVERY_3, message));

        away.open();
        assertThat(index(engine.send(Ledger.EVERY_3, message))).isEqualTo(1);
        assertSound(11, 2);
    }

    @Test
    void givenTheDeadlinePassesWhileItIsSavedWhenSentAgainThenItHasOneEffect() {
        reopen("cqrs.command.deadline", "PT0.1S");
        var message = command(new Ledger.Add(10)).withCommandId(id);
        Gate gate = engine.saves.beforeWrite.hold();

        assertKind(Problem.Kind.UNKNOWN_OUTCOME, () -> engine.send(Ledger.EVERY_3, message));

        var again = Caller.of(() -> engine.send(Ledger.EVERY_3, message)).assertWaits();
        assertThat(engine.writer.work().waiting())
                .as("it is not attempted twice")
                .isZero();
        gate.open();
        assertThat(index(again.answer())).isEqualTo(1);
        assertSound(11, 2);
    }

    @Test
    void givenTheDeadlinePassesWhenItOnlyRestsOnOthersThenNothingWasDone() {
        reopen("cqrs.command.deadline", "PT0.1S");
        Gate gate = engine.saves.beforeWrite.hold();
        var taking = begin(new Ledger.Take(1));

        assertKind(Problem.Kind.UNAVAILABLE, () -> begin(new Ledger.Take(1)).await());

        assertKind(Problem.Kind.UNKNOWN_OUTCOME, taking::await);
        gate.open();
        await().until(() -> engine.head.position() == start + 1);
        assertSound(0, 2);
    }

    @Test
    void givenTheQueueIsFullWhenAnotherComesThenItIsToldToTryAgainAndNothingIsLost() {
        reopen("cqrs.journal.queue-limit", "1");
        Gate gate = engine.saves.beforeWrite.hold();
        var first = begin(new Ledger.Add(10));
        gate.awaitArrival();
        var second = begin(new Ledger.Add(100));
        var refused = command(new Ledger.Add(1_000));

        assertThatThrownBy(() -> begin(refused)).isInstanceOf(QueueFullException.class);
        assertThat(engine.sendAll(Ledger.EVERY_3, List.of(refused)))
                .extracting(result -> result.failure().problem())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
                    assertThat(problem.retryAfterSeconds()).isPositive();
                });

        gate.open();
        assertThat(index(first.await())).isEqualTo(1);
        assertThat(index(second.await())).isEqualTo(2);
        assertThat(index(engine.send(Ledger.EVERY_3, refused))).isEqualTo(3);
        assertSound(1_111, 4);
    }

    @Test
    void givenCandidatesArePendingWhenTheBeanCrashesThenNothingIsLost() {
        Gate gate = engine.saves.beforeWrite.hold();
        var first = begin(new Ledger.Add(10));
        gate.awaitArrival();
        var second = begin(new Ledger.Add(100));

        assertKind(Problem.Kind.INTERNAL, () -> begin(new Ledger.CrashInAttempt()));

        var next = Caller.of(() -> engine.send(Ledger.EVERY_3, command(new Ledger.Add(1_000))))
                .assertWaits();
        assertThat(engine.writer.work().waiting()).as("only the second").isOne();
        gate.open();
        assertThat(Stream.of(first.await(), second.await(), next.answer()).map(SharedStoreTest::index))
                .containsExactly(1L, 2L, 3L);
        assertThat(live().state()).isEqualTo(new Ledger.State(1_111, 4));
        assertSound(1_111, 4);
    }

    @Test
    void givenCandidatesArePendingWhenTheBeanIsDestroyedThenTheSameCommandGoesOnWithANewOne() {
        Gate gate = engine.saves.beforeWrite.hold();
        var first = begin(new Ledger.Add(10));
        gate.awaitArrival();
        engine.attempting.next(() -> {
            throw new NoSuchEJBException();
        });
        var next = Caller.of(() -> engine.send(Ledger.EVERY_3, command(new Ledger.Add(100))))
                .assertWaits();

        gate.open();

        assertThat(index(first.await())).isEqualTo(1);
        assertThat(index(next.answer())).isEqualTo(2);
        assertSound(111, 3);
    }

    @Test
    void givenCandidatesArePendingWhenTheStateIsDroppedThenAQueryDoesNotKeepAnOldOne() {
        Gate gate = engine.saves.beforeWrite.hold();
        var first = begin(new Ledger.Add(10));
        gate.awaitArrival();
        var second = begin(new Ledger.Add(100));
        engine.forget(Ledger.EVERY_3, id);

        assertThat(live().index()).isZero();

        gate.open();
        assertThat(index(first.await())).isEqualTo(1);
        assertThat(index(second.await())).isEqualTo(2);
        assertThat(live().state()).isEqualTo(new Ledger.State(111, 3));
        add(Ledger.EVERY_3, id, 1_000);
        assertSound(1_111, 4);
    }

    @Test
    void givenEqualIdsAtTheSameTimeWhenSavedThenThereIsOneEffectAndOneAnswer() {
        var message = command(new Ledger.Add(10)).withCommandId(id);
        Gate gate = engine.saves.beforeWrite.hold();
        var first = begin(message);
        gate.awaitArrival();
        var others = Stream.generate(() -> Caller.of(() -> engine.send(Ledger.EVERY_3, message)))
                .limit(3)
                .toList();
        others.forEach(Caller::assertWaits);

        gate.open();

        CommandOutcome answer = first.await();
        assertThat(others).extracting(Caller::answer).containsOnly(answer);
        assertSound(11, 2);
    }

    @Test
    void givenCandidatesArePendingWhenTheAggregateIsIdleThenItStaysInMemoryUntilTheyAreSaved() {
        reopen(
                "cqrs.aggregate.idle-time",
                "PT0.001S",
                "cqrs.aggregate.max-live",
                "1",
                "cqrs.command.deadline",
                "PT0.5S");
        List<String> others = List.of(id + " other", id + " another");
        others.forEach(other -> add(Ledger.EVERY_3, other, 1));
        Gate gate = engine.saves.beforeWrite.hold();
        var first = begin(new Ledger.Add(10));
        gate.awaitArrival();
        assertKind(Problem.Kind.UNKNOWN_OUTCOME, first::await); // whoever waited for it is gone
        others.forEach(other -> live(Ledger.EVERY_3, other)); // there is room for one

        engine.registry.passivateIdle();
        assertThat(engine.registry.live()).contains(aggregate);
        var second = begin(new Ledger.Add(100));

        gate.open();
        assertThat(index(second.await())).isEqualTo(2);
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            engine.registry.passivateIdle();
            assertThat(engine.registry.live()).isEmpty();
        });
        assertSound(111, 3);
    }

    private Gate holdAndFail(Point point) {
        return point.script.apply(engine).holdAndFail();
    }
}
