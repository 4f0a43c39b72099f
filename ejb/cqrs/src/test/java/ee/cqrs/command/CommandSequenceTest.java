package ee.cqrs.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import ee.cqrs.store.Gate;
import ee.cqrs.store.StoreException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Several commands of one sender: in order, whatever happens to one of them. */
class CommandSequenceTest extends SharedStoreTest {

    @Test
    void givenManyCommandsWhenSentTogetherThenTheyShareCommitsAndTheResultsAreInOrder() {
        List<CommandMessage> messages = new ArrayList<>();
        for (long i = 1; i <= 20; i++) {
            messages.add(command(new Ledger.Add(i)));
            messages.add(CommandMessage.of("ledger", id + " other " + i % 3, new Ledger.Add(i), "test"));
        }
        long commits = engine.writer.work().commits();
        Gate gate = engine.saves.beforeWrite.hold();
        var results = Caller.of(() -> engine.sendAll(Ledger.EVERY_3, messages));
        gate.awaitArrival();
        results.assertWaits();

        gate.open();

        assertThat(results.answer())
                .extracting(result -> accepted(result.outcome()).events().get(0).data())
                .containsExactlyElementsOf(messages.stream()
                        .map(message -> "{\"amount\":%d}".formatted(((Ledger.Add) message.command()).amount()))
                        .toList());
        assertThat(indexes(results.answer().stream()
                        .filter(result ->
                                accepted(result.outcome()).aggregate().id().equals(id))
                        .toList()))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
        assertThat(engine.writer.work().commits() - commits).isLessThan(messages.size() / 2);
        assertSound(211, 21);
    }

    @Test
    void givenSomeFailWhenSentTogetherThenTheOthersDoNot() {
        List<CommandResult> results = engine.sendAll(
                Ledger.EVERY_3,
                List.of(
                        command(new Ledger.Add(10)),
                        command(new Ledger.CrashInAttempt()),
                        command(new Ledger.Add(100)),
                        refused(new Ledger.Add(1)),
                        command(new Ledger.Add(1_000)),
                        command(new Ledger.Take(9_999)),
                        command(new Ledger.Add(1)).expecting(17),
                        command(new Ledger.Take(1_111))));

        assertThat(results)
                .extracting(result -> result.failure() == null
                        ? result.outcome().getClass().getSimpleName()
                        : result.failure().problem().kind().name())
                .containsExactly(
                        "Accepted",
                        "INTERNAL",
                        "Accepted",
                        "INTERNAL",
                        "Accepted",
                        "Rejected",
                        "INDEX_MISMATCH",
                        "Accepted");
        assertSound(0, 5);
    }

    @Test
    void givenMoreThanTheQueuesHoldWhenSentTogetherThenTheSenderWaitsForItsOwn() {
        reopen("cqrs.journal.queue-limit", "2", "cqrs.aggregate.queue-limit", "3");

        var results = engine.sendAll(
                Ledger.EVERY_3,
                LongStream.rangeClosed(1, 9)
                        .mapToObj(amount -> command(new Ledger.Add(amount)))
                        .toList());

        assertThat(indexes(results)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertSound(46, 10);
    }

    @Test
    void givenTheFirstMustBeAttemptedAgainWhenTheNextArrivesThenTheFirstComesFirst() {
        try (CommandSequence sequence = sequenceWhoseFirstIsLost()) {
            add(sequence, command(new Ledger.Add(100)));
            add(sequence, command(new Ledger.Add(1_000)));

            assertThat(indexes(sequence.results())).containsExactly(2L, 3L, 4L);
        }
        assertSound(1_116, 5);
    }

    @Test
    void givenTheFirstMustBeAttemptedAgainWhenARepeatedOneIsBetweenThenTheFirstStillComesFirst() {
        CommandMessage repeated = command(new Ledger.Add(0)).withCommandId(id);
        engine.send(Ledger.EVERY_3, repeated);
        try (CommandSequence sequence = sequenceWhoseFirstIsLost()) {
            add(sequence, repeated);
            add(sequence, command(new Ledger.Add(100)));

            assertThat(indexes(sequence.results())).containsExactly(3L, 1L, 4L);
        }
        assertSound(116, 5);
    }

    @Test
    void givenTheyRestOnAnotherSendersWhenThatFailsThenAllAreAttemptedAgainInOrder() {
        Gate gate = engine.saves.beforeWrite.holdAndFail();
        var other = begin(new Ledger.Add(5));
        gate.awaitArrival();
        var results = Caller.of(() -> engine.sendAll(
                        Ledger.EVERY_3,
                        Stream.of(10, 100, 1_000)
                                .map(amount -> command(new Ledger.Add(amount)))
                                .toList()))
                .assertWaits();

        gate.open();

        assertThatThrownBy(other::await).isInstanceOf(StoreException.class);
        assertThat(indexes(results.answer())).containsExactly(1L, 2L, 3L);
        assertThat(engine.events.events(aggregate, 0, 10))
                .extracting(event -> event.data())
                .containsExactly("{\"amount\":10}", "{\"amount\":100}", "{\"amount\":1000}");
        assertSound(1_111, 4);
    }

    @Test
    void givenEqualIdsInOneBatchWhenSentThenThereIsOneEffectAndOneAnswer() {
        CommandMessage message = command(new Ledger.Add(10)).withCommandId(id);

        var results = engine.sendAll(Ledger.EVERY_3, List.of(message, command(new Ledger.Add(100)), message));

        assertThat(indexes(results)).containsExactly(1L, 2L, 1L);
        assertThat(results.get(2).outcome()).isEqualTo(results.get(0).outcome());
        assertSound(111, 3);
    }

    @Test
    void givenEqualIdsInTwoBatchesWhenEachHoldsWhatTheOtherNeedsThenNobodyWaitsForEver() {
        CommandMessage one = command(new Ledger.Add(10)).withCommandId(id + " one");
        CommandMessage two = command(new Ledger.Add(100)).withCommandId(id + " two");
        try (CommandSequence first = engine.sequence();
                CommandSequence second = engine.sequence()) {
            Gate gate = engine.saves.beforeWrite.hold();
            add(first, one);
            add(second, two);
            var firstResults = Caller.of(() -> {
                add(first, two);
                return first.results();
            });
            var secondResults = Caller.of(() -> {
                add(second, one);
                return second.results();
            });
            firstResults.assertWaits();
            secondResults.assertWaits();

            gate.open();

            assertThat(indexes(firstResults.answer())).containsExactly(1L, 2L);
            assertThat(indexes(secondResults.answer())).containsExactly(2L, 1L);
        }
        assertSound(111, 3);
    }

    /** Another node comes before its first command, which adds 10, with one that adds 5. */
    private CommandSequence sequenceWhoseFirstIsLost() {
        try (LocalEngine other = LocalEngine.contained(store)) {
            other.accept(Ledger.EVERY_3, id, new Ledger.Add(5));
        }
        CommandSequence sequence = engine.sequence();
        add(sequence, command(new Ledger.Add(10)));
        await().until(() -> engine.registry.find(aggregate).isEmpty());
        return sequence;
    }

    private void add(CommandSequence sequence, CommandMessage message) {
        engine.add(sequence, Ledger.EVERY_3, message);
    }

    private static List<Long> indexes(List<CommandResult> results) {
        return results.stream().map(result -> index(result.outcome())).toList();
    }
}
