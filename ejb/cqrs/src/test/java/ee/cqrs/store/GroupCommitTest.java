package ee.cqrs.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.settings.TestSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The journal writer: what shares a commit, who hears of it and when, and who is hurt by a failure. */
class GroupCommitTest {

    private static final int TOO_LONG = 1_048_577;

    private final DurableHead head = new DurableHead();
    private final Saves saves = new Saves();
    /** What the candidates and the callers hear, in the order in which they hear it. */
    private final List<String> story = new CopyOnWriteArrayList<>();

    private static LocalStore store;

    private final String test = UUID.randomUUID().toString();
    /** Where the log stood when the test began. */
    private final long start = store.events().head();

    private LocalWriter writer;

    @BeforeAll
    static void openStore(@TempDir Path folder) {
        store = new LocalStore(folder);
    }

    @AfterAll
    static void closeStore() {
        store.close();
    }

    @BeforeEach
    void open() {
        head.advance(start);
        writer = newWriter();
        writer.start();
    }

    @AfterEach
    void close() {
        writer.stop();
    }

    @Test
    void givenABatchIsWrittenWhenOthersArriveThenTheyShareTheNextCommit() {
        Gate gate = saves.beforeWrite.hold();
        Sent first = send("first");
        gate.awaitArrival();
        List<Sent> others =
                IntStream.range(0, 5).mapToObj(i -> send("other " + i)).toList();
        assertThat(writer.work()).isEqualTo(new GroupCommit.Work(0, 0, 5));

        gate.open();

        assertThat(first.position()).isEqualTo(1);
        assertThat(others).extracting(Sent::position).containsExactly(2L, 3L, 4L, 5L, 6L);
        assertThat(writer.work()).isEqualTo(new GroupCommit.Work(2, 6, 0));
        assertThat(durable()).isEqualTo(6);
    }

    @Test
    void givenMoreThanTheBatchSizeWaitWhenSavedThenTheyTakeSeveralCommits() {
        restart("cqrs.journal.batch-size", "2");
        Gate gate = saves.beforeWrite.hold();
        List<Sent> all = new ArrayList<>(List.of(send("first")));
        gate.awaitArrival();
        IntStream.range(0, 5).forEach(i -> all.add(send("other " + i)));

        gate.open();

        assertThat(all).extracting(Sent::position).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(writer.work()).isEqualTo(new GroupCommit.Work(4, 6, 0));
    }

    @Test
    void givenMoreThanTheBatchBytesWaitWhenSavedThenTheyTakeSeveralCommitsInOrder() {
        restart("cqrs.journal.batch-bytes", "5000"); // two of these appends: each has 1,000 characters and two rows
        Gate gate = saves.beforeWrite.hold();
        List<Sent> all = new ArrayList<>(List.of(send("first")));
        gate.awaitArrival();
        IntStream.range(0, 5).forEach(i -> all.add(send("other " + i, 1_000)));

        gate.open();

        assertThat(all).extracting(Sent::position).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(writer.work()).isEqualTo(new GroupCommit.Work(4, 6, 0));
    }

    @Test
    void givenOneIsLargerThanTheBatchBytesWhenSavedThenItGoesAlone() {
        restart("cqrs.journal.batch-bytes", "5000");
        Gate gate = saves.beforeWrite.hold();
        List<Sent> all = new ArrayList<>(List.of(send("first")));
        gate.awaitArrival();
        all.add(send("small"));
        all.add(send("large", 10_000));
        all.add(send("small again"));

        gate.open();

        assertThat(all).extracting(Sent::position).containsExactly(1L, 2L, 3L, 4L);
        assertThat(writer.work()).isEqualTo(new GroupCommit.Work(4, 4, 0));
    }

    @Test
    void givenASaveWhenItIsNotCommittedYetThenNobodyHearsOfIt() {
        for (Script point : List.of(saves.beforeWrite, saves.beforeCommit, saves.afterCommit)) {
            long before = durable();
            Gate gate = point.hold();
            Sent sent = send(UUID.randomUUID().toString());
            gate.awaitArrival();

            assertThat(sent.told).isNotDone();
            assertThat(story).isEmpty();
            assertThat(durable()).isEqualTo(before);
            assertThat(writer.work().commits()).isEqualTo(before);

            gate.open();
            assertThat(sent.position()).isEqualTo(before + 1);
            story.clear();
        }
    }

    @Test
    void givenASaveWhenItIsDurableThenMemoryChangesBeforeTheCallerHearsOfIt() {
        Gate gate = saves.beforeWrite.hold();
        Sent sent = send("a");
        gate.open();

        sent.position();
        assertThat(story).containsExactly("a saved", "a told Append");
    }

    @Test
    void givenAFailureWhenItIsCertainOrNotThenMemoryChangesBeforeTheCallerHearsOfIt() {
        Gate failing = saves.beforeWrite.holdAndFail();
        Sent certain = send("a");
        failing.open();
        certain.failure();
        Gate gate = saves.beforeWrite.hold();
        saves.beforeCommit.fail();
        Sent unknown = send("b");
        gate.open();
        unknown.failure();

        assertThat(story)
                .containsExactly(
                        "a discarded", "a told StoreException", "b in doubt", "b discarded", "b told StoreException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "23502", "23505"})
    void givenABatchWithDataThatIsRefusedWhenSavedThenOnlyTheGuiltyFail(String state) {
        send("twice").position();
        story.clear();
        Gate gate = saves.beforeWrite.hold();
        Sent first = send("first");
        gate.awaitArrival();
        Sent before = send("before");
        Sent guilty = guilty(state);
        Sent after = send("after");

        gate.open();

        assertThat(List.of(first, before, after)).extracting(Sent::position).containsExactly(2L, 3L, 4L);
        if (state.equals("23505")) {
            assertThat(guilty.failure()).isInstanceOf(ConflictException.class);
        } else {
            assertThat(guilty.failure()).isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.dataAtFault())
                    .isTrue());
        }
        assertThat(story.subList(2, story.size()))
                .containsExactly(
                        "before saved",
                        "before told Append",
                        state.equals("23505") ? "twice in doubt" : "guilty discarded",
                        state.equals("23505") ? "twice told ConflictException" : "guilty told StoreException",
                        "after saved",
                        "after told Append");
        assertThat(saved()).isEqualTo(4);
        assertThat(writer.work()).isEqualTo(new GroupCommit.Work(4, 4, 0));
    }

    @Test
    void givenOthersRestOnTheGuiltyWhenSavedOneByOneThenTheyAreSupersededAndNeverWritten() {
        Gate gate = saves.beforeWrite.hold();
        send("first");
        gate.awaitArrival();
        Sent guilty = guilty("22001");
        Sent resting = send(append("guilty", 0, 10), new Told("resting", guilty.candidate));
        Sent stranger = send("stranger");

        gate.open();

        assertThat(guilty.failure()).isInstanceOf(StoreException.class);
        assertThat(resting.failure()).isInstanceOf(SupersededException.class);
        assertThat(stranger.position()).isEqualTo(2);
        assertThat(saved()).isEqualTo(2);
    }

    @Test
    void givenWhatItRestsOnWasNotSavedWhenItsTurnComesThenItIsSupersededAndNeverWritten() {
        Gate gate = saves.beforeWrite.holdAndFail();
        Sent first = send("first");
        gate.awaitArrival();
        Sent resting = send(append("first", 0, 10), new Told("resting", first.candidate));
        Sent stranger = send("stranger");

        gate.open();

        assertThat(first.failure()).isInstanceOf(StoreException.class);
        assertThat(resting.failure()).isInstanceOf(SupersededException.class);
        assertThat(stranger.position()).isEqualTo(1);
        assertThat(saved()).isOne();
        assertThat(store.count("command where command_id like '%s%%'".formatted(test)))
                .isOne();
        assertThat(writer.work()).isEqualTo(new GroupCommit.Work(1, 1, 0));
    }

    @Test
    void givenAFailureBeforeTheCommitWhenSavedThenTheWholeBatchFailsAndWorkGoesOn() {
        List<Sent> batch = batchOfThree(saves.beforeWrite);

        assertThat(batch).extracting(Sent::failure).allSatisfy(failure -> assertThat(failure)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.dataAtFault()).isFalse()));
        assertThat(story)
                .contains("a discarded", "b discarded", "c discarded")
                .doesNotContain("a saved", "b saved", "c saved");
        assertThat(saved()).isOne();
        assertWorks();
    }

    @Test
    void givenTheCommitCallFailsWhenNothingWasSavedThenThatIsFoundOutForAllAndWorkGoesOn() {
        List<Sent> batch = batchOfThree(saves.beforeCommit);

        assertThat(batch).extracting(Sent::failure).hasOnlyElementsOfType(StoreException.class);
        assertThat(story).contains("a in doubt", "b in doubt", "c in doubt");
        assertThat(saved()).isOne();
        assertWorks();
    }

    @Test
    void givenTheCommitCallFailsWhenAllWasSavedThenThatIsFoundOutForAllAndWorkGoesOn() {
        List<Sent> batch = batchOfThree(saves.afterCommit);

        assertThat(batch).extracting(Sent::failure).hasOnlyElementsOfType(SavedBeforeException.class);
        assertThat(story).contains("a in doubt", "b in doubt", "c in doubt");
        assertThat(saved()).isEqualTo(4);
        assertThat(durable()).as("the head, once it is settled").isEqualTo(4);
        assertWorks();
    }

    @Test
    void givenTheCommitCallFailsWhenTheDatabaseIsAwayThenNobodyIsToldUntilItIsBackAndOthersAreRefused() {
        saves.afterCommit.fail();
        saves.beforeSettle.fail();
        Gate away = saves.beforeSettle.holdAndFail();
        Sent inDoubt = send("in doubt");
        away.awaitArrival();
        Sent refused = send("refused");
        saves.beforeSettle.fail(); // for whoever comes next
        assertThat(inDoubt.told).isNotDone();
        assertThat(story).containsExactly("in doubt in doubt");

        away.open();

        assertThat(refused.failure()).isInstanceOf(StoreException.class);
        assertThat(inDoubt.failure()).isInstanceOf(SavedBeforeException.class);
        assertWorks();
    }

    @Test
    void givenACommitInDoubtWhenTheWriterStopsThenNobodyWaitsForEver() throws Exception {
        saves.afterCommit.fail();
        saves.beforeSettle.fail();
        Gate away = saves.beforeSettle.holdAndFail();
        Sent inDoubt = send("in doubt");
        away.awaitArrival();
        Thread stopping = new Thread(writer::stop);
        stopping.start();
        await().until(() -> stopping.getState() == Thread.State.WAITING);

        away.open();

        assertThat(inDoubt.failure()).isInstanceOf(UnknownOutcomeException.class);
        stopping.join();
    }

    @Test
    void givenASaveFailsWhenOneIsSavedAgainThenTheTroubleHasPassed() {
        assertThat(writer.trouble()).isEmpty();
        saves.beforeWrite.fail();

        send("a").failure();
        assertThat(writer.trouble()).contains("The database is away");

        send("b").position();
        assertThat(writer.trouble()).isEmpty();
    }

    @Test
    void givenASaveFailsWhenNobodySendsAnythingThenTheTroubleIsFoundToHavePassedAfterAWhile() {
        saves.beforeWrite.fail();
        send("a").failure();
        Instant failed = Instant.now();

        await().atMost(Duration.ofSeconds(20)).until(() -> writer.trouble().isEmpty());

        assertThat(Duration.between(failed, Instant.now())).isGreaterThan(Duration.ofSeconds(4));
    }

    @Test
    void givenNobodySendsAnythingWhenTheDatabaseGoesAwayThenThatIsFoundOutAndThatItIsBackToo() {
        saves.beforeSettle.fail();

        await().atMost(Duration.ofSeconds(20)).until(() -> writer.trouble().isPresent());

        await().until(() -> writer.trouble().isEmpty());
    }

    @Test
    void givenNobodySendsAnythingWhenThereIsNoRoomForASaveThenThatIsATrouble() {
        saves.beforeRoom.next(() -> {
            throw new StoreException(StoreException.Fault.DISK, null);
        });

        await().atMost(Duration.ofSeconds(20)).until(() -> writer.trouble().isPresent());

        assertThat(writer.trouble()).contains("The disk of the database is full");
    }

    @Test
    void givenAnEventBeyondTheHeadIsInTheWayOfAnAppendWhenNobodySendsAnythingThenTheTroubleStaysUntilItIsGone() {
        send("first").position();
        forgeAt(start + 4);
        try {
            Append three = Appends.events(Appends.id(test), -1, 3, test);

            assertThat(send(three, new Told("three", null)).failure())
                    .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.fault())
                            .isEqualTo(StoreException.Fault.FOREIGN_EVENT));

            await().during(Duration.ofSeconds(7)) // a save that fails is believed for 5
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> writer.trouble().isPresent());
        } finally {
            store.execute("delete from event where position > (select head from journal)");
        }
        await().until(() -> writer.trouble().isEmpty());
    }

    @Test
    void givenAnEventFarBeyondTheHeadWhenAnAppendLosesThenItIsAConflict() {
        send("twice").position();
        forgeAt(start + 3);
        try {
            assertThat(send("twice").failure()).isInstanceOf(ConflictException.class);
            assertThat(send(Appends.events(Appends.id(test), -1, 1, test + "twice 0"), new Told("key", null))
                            .failure())
                    .isInstanceOf(ConflictException.class);
            assertThat(writer.trouble()).isEmpty();
        } finally {
            store.execute("delete from event where position > (select head from journal)");
        }
    }

    @Test
    void givenABatchIsSavedOneByOneWhenACommitBreaksAndTheDatabaseIsAwayThenTheRestIsRefusedAtOnce() {
        Gate gate = saves.beforeWrite.hold();
        send("first");
        gate.awaitArrival();
        saves.afterCommit.next(() -> {}); // the first
        guilty("22001");
        Sent inDoubt = send("in doubt");
        Sent rest = send("rest");
        saves.afterCommit.fail();
        saves.beforeSettle.fail();
        gate.open();

        assertThat(rest.failure()).isInstanceOf(StoreException.class);
        assertThat(inDoubt.failure()).isInstanceOf(SavedBeforeException.class);
        assertThat(saved()).isEqualTo(2);
        assertWorks();
    }

    @Test
    void givenABatchWithACommandThatWasSavedBeforeWhenTheDatabaseGoesAwayThenTheRestIsRefusedAtOnce() {
        Append once = append("a", -1, 10);
        send(once, new Told("once", null)).position();
        Gate gate = saves.beforeWrite.hold();
        send("first");
        gate.awaitArrival();
        Told fresh = new Told("before", null);
        Sent before = send(append("a", 0, 10), true, fresh);
        Sent repeated = send(repeated(once, append("a", 1, 10)), true, new Told("repeated", fresh));
        Sent rest = send(append("b", -1, 10), true, new Told("rest", null));
        saves.beforeWrite.fail(); // of what comes before the repeated one
        gate.open();

        assertThat(before.failure()).isInstanceOf(StoreException.class);
        assertThat(repeated.failure()).isInstanceOf(SavedBeforeException.class);
        assertThat(rest.failure()).isInstanceOf(StoreException.class);
        assertThat(saved()).isEqualTo(2);
        assertWorks();
    }

    @Test
    void givenABatchIsSavedOneByOneWhenTheDatabaseGoesAwayThenTheRestIsRefusedAtOnce() {
        Gate gate = saves.beforeWrite.hold();
        send("first");
        gate.awaitArrival();
        guilty("22001");
        Sent unlucky = send("unlucky");
        Sent rest = send("rest");
        saves.beforeWrite.next(() -> {}); // the batch
        saves.beforeWrite.next(() -> {}); // the guilty alone
        saves.beforeWrite.fail();
        gate.open();

        assertThat(unlucky.failure()).isInstanceOf(StoreException.class);
        assertThat(rest.failure()).isInstanceOf(StoreException.class);
        assertThat(story).contains("unlucky discarded", "rest discarded");
        assertWorks();
    }

    @Test
    void givenTheDatabaseDoesNotAnswerWhenThatTakesLongThenItIsATrouble() {
        Gate gate = saves.beforeWrite.hold();
        Sent waiting = send("a");

        await().atMost(Duration.ofSeconds(9)).until(() -> writer.trouble().isPresent());

        assertThat(writer.trouble()).contains("The journal writer waits for the database");
        gate.open();
        waiting.position();
        await().until(() -> writer.trouble().isEmpty());
    }

    @Test
    void givenTheQueueIsFullWhenAnotherArrivesThenItIsRefusedAndTheOthersAreSaved() {
        restart("cqrs.journal.queue-limit", "2");
        Gate gate = saves.beforeWrite.hold();
        List<Sent> taken = new ArrayList<>(List.of(send("first")));
        gate.awaitArrival();
        taken.add(send("second"));
        taken.add(send("third"));

        assertThatThrownBy(() -> send("fourth"))
                .isInstanceOf(QueueFullException.class)
                .hasMessageContaining("2 commands");

        gate.open();
        assertThat(taken).extracting(Sent::position).containsExactly(1L, 2L, 3L);
        assertThat(story).doesNotContain("fourth saved");
        assertThat(send("fourth").position()).isEqualTo(4);
    }

    @Test
    void givenAnErrorWhenSavedThenTheWatchHasItFoundOutAndWorkGoOn() {
        Gate gate = dieAtTheNextSave(saves.beforeWrite);
        Sent dying = send("dying");
        gate.awaitArrival();
        Sent waiting = send("waiting");
        gate.open();

        awaitDeath();
        assertThat(story).containsExactly("dying in doubt");
        assertThat(dying.told).isNotDone();
        assertThat(waiting.told).isNotDone();
        assertThat(writer.trouble()).contains("The journal writer does not run");

        writer.watch();

        assertThat(writer.isAlive()).isTrue();
        assertThat(dying.failure()).isInstanceOf(StoreException.class).hasCauseInstanceOf(Error.class);
        assertThat(waiting.position()).isOne();
    }

    @Test
    void givenAnErrorWhenTheWriterTakesWhatWaitsThenTheNextOneSavesAllOfIt() {
        Gate gate = saves.beforeWrite.hold();
        send("first");
        gate.awaitArrival();
        Sent before = send("before");
        AtomicBoolean isAsked = new AtomicBoolean();
        Sent looked = send(append("looked at", -1, 10), new Told("looked at", null) {
            @Override
            public boolean isVoid() {
                if (!isAsked.getAndSet(true)) {
                    throw new AssertionError("as the test says");
                }
                return super.isVoid();
            }
        });
        Sent behind = send("behind");
        gate.open();

        awaitDeath();
        writer.watch();

        assertThat(Stream.of(before, looked, behind).map(Sent::position)).containsExactly(2L, 3L, 4L);
    }

    @Test
    void givenAnErrorWhileABatchIsSavedOneByOneThenNobodyOfItWaitsForEver() {
        Gate gate = saves.beforeWrite.hold();
        send("first");
        gate.awaitArrival();
        Sent guilty = guilty("22001");
        Sent dying = send("dying");
        Sent resting = send(append("dying", 0, 10), new Told("resting", dying.candidate));
        Sent stranger = send("stranger");
        saves.beforeWrite.next(() -> {}); // the batch
        saves.beforeWrite.next(() -> {}); // the guilty alone
        Gate death = dieAtTheNextSave(saves.beforeWrite);
        gate.open();
        death.awaitArrival().open();
        awaitDeath();
        writer.watch();

        assertThat(guilty.failure()).isInstanceOf(StoreException.class);
        assertThat(dying.failure()).isInstanceOf(StoreException.class);
        assertThat(resting.failure()).isInstanceOf(StoreException.class);
        assertThat(stranger.failure()).isInstanceOf(StoreException.class);
        assertThat(story).contains("resting in doubt", "stranger in doubt");
        assertWorks();
    }

    @Test
    void givenNoStartYetWhenWatchedThenNothingStarts() {
        LocalWriter notStarted = newWriter();

        notStarted.watch();

        assertThat(notStarted.isAlive()).isFalse();
    }

    @Test
    void givenTheWriterLivesWhenWatchedThenNothingChanges() {
        writer.watch();
        writer.watch();

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals("cqrs-journal-writer"))
                .hasSize(1);
    }

    @Test
    void givenSomeWaitWhenStoppedThenTheyAreSavedAndOthersRefused() throws Exception {
        Gate gate = saves.beforeWrite.hold();
        List<Sent> all = new ArrayList<>(List.of(send("first")));
        gate.awaitArrival();
        all.add(send("second"));
        Thread stopping = new Thread(writer::stop);
        stopping.start();
        await().until(() -> stopping.getState() == Thread.State.WAITING);
        assertThatThrownBy(() -> send("late")).isInstanceOf(QueueFullException.class);

        gate.open();
        stopping.join();

        assertThat(all).extracting(Sent::position).containsExactly(1L, 2L);
        assertThat(writer.isAlive()).isFalse();
        writer.watch();
        assertThat(writer.isAlive()).isFalse();
    }

    @Test
    void givenACommandThatWasSavedBeforeWhenItComesAgainThenWhatIsBeforeItIsSavedFirstAndWhatRestsOnItIsNot() {
        Append once = append("a", -1, 10);
        send(once, new Told("once", null)).position();
        Gate gate = saves.beforeWrite.hold();
        send("blocker");
        gate.awaitArrival();
        Told fresh = new Told("fresh", null);
        Told again = new Told("again", fresh);
        Sent before = send(append("a", 0, 10), true, fresh);
        Sent repeated = send(repeated(once, append("a", 1, 10)), true, again);
        Sent resting = send(append("a", 2, 10), true, new Told("resting", again));
        Sent other = send(append("b", -1, 10), true, new Told("other", null));
        story.clear();

        gate.open();

        assertThat(before.position()).isEqualTo(3);
        assertThat(repeated.failure()).isInstanceOf(SavedBeforeException.class);
        assertThat(resting.failure()).isInstanceOf(SupersededException.class);
        assertThat(other.position()).isEqualTo(4);
        assertThat(story).containsSubsequence("fresh saved", "again discarded", "resting told SupersededException");
        assertThat(saved()).isEqualTo(4);
    }

    private static Append repeated(Append once, Append append) {
        return new Append(append.aggregate(), append.seenIndex(), append.events(), append.snapshot(), once.command());
    }

    @Test
    void givenTheWriterHasDiedWhenStoppedThenNobodyWaitsForEver() {
        restart("cqrs.journal.batch-bytes", "5000");
        Gate gate = saves.beforeWrite.hold();
        send("first");
        gate.awaitArrival();
        send("dying");
        Sent tooLargeForTheBatch = send("large", 10_000);
        Sent waiting = send("waiting");
        Gate death = dieAtTheNextSave(saves.beforeWrite);
        gate.open();
        death.awaitArrival().open();
        awaitDeath();

        writer.stop();

        assertThat(tooLargeForTheBatch.failure()).isInstanceOf(SupersededException.class);
        assertThat(waiting.failure()).isInstanceOf(SupersededException.class);
    }

    private LocalWriter newWriter(String... namesAndValues) {
        return new LocalWriter(store.journal(head, saves), TestSettings.with(namesAndValues));
    }

    /** As somebody who may do anything to the tables. */
    private void forgeAt(long position) {
        store.execute("""
                insert into event (position, aggregate_type, aggregate_id, event_index, event_type, version, uuid, occurred_at,
                                   origin, command_id, correlation_id, causation_id, hash, payload)
                select %d, aggregate_type, 'forged', 0, event_type, version, uuid, occurred_at, origin,
                       command_id, correlation_id, causation_id, hash, payload
                  from event where position = %d
                """.formatted(position, start + 1));
    }

    private void restart(String... namesAndValues) {
        writer.stop();
        writer = newWriter(namesAndValues);
        writer.start();
    }

    /** A batch of a, b and c, behind one that is saved, which fails at the point. */
    private List<Sent> batchOfThree(Script point) {
        Gate gate = saves.beforeWrite.hold();
        send("first");
        gate.awaitArrival();
        List<Sent> batch = List.of(send("a"), send("b"), send("c"));
        point.next(() -> {}); // the first
        if (point == saves.beforeWrite) {
            point.run(); // it is past that point
        }
        point.fail();
        gate.open();
        return batch;
    }

    private Gate dieAtTheNextSave(Script point) {
        Gate gate = new Gate();
        point.next(() -> {
            gate.run();
            throw new AssertionError("as the test says");
        });
        return gate;
    }

    /** How far the durable head has moved. */
    private long durable() {
        return head.position() - start;
    }

    /** How many events are stored, whoever knows of them. */
    private long saved() {
        return store.events().head() - start;
    }

    private void awaitDeath() {
        await().dontCatchUncaughtExceptions().atMost(Duration.ofSeconds(10)).until(() -> !writer.isAlive());
    }

    private void assertWorks() {
        long before = saved();
        assertThat(send("afterwards").position()).isEqualTo(before + 1);
        assertThat(durable()).isEqualTo(before + 1);
    }

    private Sent guilty(String state) {
        return switch (state) {
            case "22001" -> send("guilty", TOO_LONG);
            case "23502" -> {
                Append append = append("guilty", -1, 10);
                RecordedEvent event = append.events().get(0);
                yield send(
                        new Append(
                                append.aggregate(),
                                -1,
                                List.of(new RecordedEvent(event.meta(), null, event.data())),
                                append.snapshot(),
                                append.command()),
                        new Told("guilty", null));
            }
            default -> send("twice");
        };
    }

    private Sent send(String id) {
        return send(id, 10);
    }

    private Sent send(String id, int characters) {
        return send(append(id, -1, characters), new Told(id, null));
    }

    private Sent send(Append append, Told candidate) {
        return send(append, false, candidate);
    }

    private Sent send(Append append, boolean mayBeSaved, Told candidate) {
        var told = writer.submit(append, mayBeSaved, candidate)
                .whenComplete((placed, failure) -> story.add("%s told %s"
                        .formatted(
                                candidate.name,
                                (placed == null ? failure : placed).getClass().getSimpleName())));
        return new Sent(candidate, told, start);
    }

    private Append append(String id, long seenIndex, int characters) {
        Instant now = Instant.EPOCH;
        long index = seenIndex + 1;
        String commandId = test + id + " " + index;
        EventMeta meta = new EventMeta(
                now,
                UUID.randomUUID(),
                1,
                "test",
                index,
                "thing",
                test + id,
                null,
                null,
                commandId,
                commandId,
                commandId,
                "hash",
                null);
        AggregateId aggregate = meta.aggregate();
        return new Append(
                aggregate,
                seenIndex,
                List.of(new RecordedEvent(meta, "Happened", "x".repeat(characters))),
                Optional.empty(),
                new CommandRecord(commandId, "hash", aggregate, index, index, null, null, now));
    }

    private record Sent(Told candidate, CompletableFuture<Append> told, long start) {

        long position() {
            return told.orTimeout(10, TimeUnit.SECONDS).join().command().position() - start;
        }

        Throwable failure() {
            try {
                return new AssertionError("It is saved at " + position());
            } catch (CompletionException e) {
                return e.getCause();
            }
        }
    }

    /** A candidate that tells the story. */
    private class Told implements Candidate {

        private final String name;
        private final Told base;
        private volatile boolean lost;

        Told(String name, Told base) {
            this.name = name;
            this.base = base;
        }

        @Override
        public boolean isVoid() {
            return lost || base != null && base.isVoid();
        }

        @Override
        public void saved() {
            story.add(name + " saved");
        }

        @Override
        public void discarded() {
            lost = true;
            story.add(name + " discarded");
        }

        @Override
        public void inDoubt() {
            lost = true;
            story.add(name + " in doubt");
        }
    }
}
