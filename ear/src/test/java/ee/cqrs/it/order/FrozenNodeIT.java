package ee.cqrs.it.order;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.EventLog;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.it.client.Postgres;
import ee.cqrs.it.order.BumpClient.Bump;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/** One node freezes while it holds the journal, as in a long pause of its machine. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process is frozen by a signal")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrozenNodeIT {

    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration SHORT_LOCK_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LONG_LOCK_TIMEOUT = Duration.ofSeconds(10);

    /** Longer than it takes to find the node in it and to freeze it, shorter than the freeze. */
    private static final Duration PAUSE = Duration.ofSeconds(4);

    /** Two connections of the frozen node may get the journal, one after the other. */
    private static final Duration FREE_AGAIN = IDLE_TIMEOUT.multipliedBy(2).plusSeconds(4);

    /** Broken connections leave the pool within 10 s. */
    private static final Duration POOL_IS_SOUND = Duration.ofSeconds(20);

    private Postgres postgres;
    private String database;
    private Node impatient;
    private Node patient;

    private final List<Answered> answers = new ArrayList<>();

    @BeforeAll
    void start() throws Exception {
        postgres = Postgres.start();
        database = postgres.createDatabase();
        impatient = node(2, SHORT_LOCK_TIMEOUT);
        patient = node(3, LONG_LOCK_TIMEOUT);
        impatient.awaitDeployed();
        patient.awaitDeployed();
    }

    private Node node(int number, Duration lockTimeout) throws Exception {
        return Node.start(
                number,
                postgres,
                database,
                "-Xmx512m",
                "-Dcqrs.journal.idle-timeout=" + IDLE_TIMEOUT,
                "-Dcqrs.journal.lock-timeout=" + lockTimeout);
    }

    @AfterAll
    void stop() {
        impatient.close();
        patient.close();
        postgres.close();
    }

    @Test
    @Timeout(300)
    void givenAFrozenNodeWhenItsTimeIsUpBeforeTheOthersThenTheirCommandsWaitAndAreAccepted() throws Exception {
        String counter = activated(impatient, "waiting");

        Bump bump = freezeInTransaction(impatient, counter, frozen -> {
            Answered answer = bump(patient, counter);
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        });

        assertGoesOn(impatient, bump);
    }

    @Test
    @Timeout(300)
    void givenAFrozenNodeWhenTheOthersLosePatienceFirstThenTheyAreToldAndTakeCommandsAgainByThemselves()
            throws Exception {
        String counter = activated(patient, "told");

        Bump bump = freezeInTransaction(patient, counter, frozen -> {
            Answered first = bump(impatient, counter);
            assertThat(first.status()).as("%s", first).isEqualTo(503);
            Awaitility.await("commands are accepted again").atMost(FREE_AGAIN).until(() -> bump(impatient, counter)
                    .accepted());
        });

        assertGoesOn(patient, bump);
    }

    private interface Meanwhile {
        void run(Node frozen) throws Exception;
    }

    /** Freezes a node that has the journal, with a command of its own behind it, and has it go on later. */
    private Bump freezeInTransaction(Node node, String counter, Meanwhile meanwhile) throws Exception {
        Bump bump = Bump.of(counter, PAUSE, false);
        CompletableFuture<Boolean> committed = node.bumps().bumpLater(bump);
        awaitJournalHeld();
        CompletableFuture<Answered> behind = CompletableFuture.supplyAsync(
                () -> SentCommand.of("counter", counter + "-behind", "ActivateCounter", "{\"initialValue\":0}")
                        .send(node.rest()));
        awaitJournalWanted();
        node.signal("STOP");
        try {
            meanwhile.run(node);
        } finally {
            node.signal("CONT");
        }
        assertThat(committed.get(30, TimeUnit.SECONDS))
                .as("frozen transaction is committed")
                .isFalse();
        answers.add(behind.get(30, TimeUnit.SECONDS));
        EventLog log = log(node);
        Logs.assertHoldsNoneOf(log, List.of(bump.commandId()));
        return bump;
    }

    /** The node works, what it missed included, and everybody tells the same. */
    private void assertGoesOn(Node node, Bump undone) throws Exception {
        Awaitility.await("the node that was frozen takes commands")
                .atMost(POOL_IS_SOUND)
                .until(() -> bump(node, undone.counter()).accepted());
        Bump again = new Bump(undone.counter(), undone.commandId(), Duration.ZERO, false);
        Awaitility.await("the same command again").atMost(POOL_IS_SOUND).until(() -> node.bumps()
                .bump(again));

        EventLog log = log(node);
        Logs.assertSound(log, answers);
        Logs.assertHoldsNoneOf(
                log,
                answers.stream()
                        .filter(answer -> answer.status() == 503)
                        .map(answer -> answer.command().commandId())
                        .toList());
        Logs.assertHoldsOneEventOfEach(log, List.of(undone.commandId()));
        assertThat(log(impatient)).isEqualTo(log(patient));
    }

    private Answered bump(Node node, String counter) {
        long start = System.nanoTime();
        Answered answer =
                SentCommand.of("counter", counter, "BumpCounter", "{}").send(node.rest());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as("%s", answer).isLessThan(FREE_AGAIN);
        assertThat(answer.status()).as("%s", answer).isIn(200, 503);
        answers.add(answer);
        return answer;
    }

    private String activated(Node node, String counter) {
        Answered answer = SentCommand.of("counter", counter, "ActivateCounter", "{\"initialValue\":0}")
                .send(node.rest());
        assertThat(answer.accepted()).as("%s", answer).isTrue();
        answers.add(answer);
        return counter;
    }

    /** A connection that broke in the freeze may be found first, until the pool has looked at all of them. */
    private static EventLog log(Node node) {
        return Awaitility.await("the log is shown")
                .atMost(POOL_IS_SOUND)
                .ignoreException(IOException.class)
                .until(() -> new EventLog(node.rest().feed(0)), Objects::nonNull);
    }

    private void awaitJournalHeld() {
        awaitSome("the journal is held", """
                select count(*) from pg_stat_activity a join pg_locks l on l.pid = a.pid
                 where a.state = 'idle in transaction' and l.relation = 'journal'::regclass
                   and l.mode = 'RowExclusiveLock' and l.granted
                """);
    }

    /** For events: nodes that have nothing to save look after the journal, too, and take no positions. */
    private void awaitJournalWanted() {
        awaitSome("the journal is waited for", """
                select count(*) from pg_stat_activity
                 where wait_event_type = 'Lock' and query like '%update journal set head = head +%'
                """);
    }

    private void awaitSome(String what, String query) {
        Awaitility.await(what)
                .atMost(PAUSE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> postgres.number(database, query) > 0);
    }
}
