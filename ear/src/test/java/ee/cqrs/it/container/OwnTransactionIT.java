package ee.cqrs.it.container;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;

import ee.cqrs.command.CommandMessage;
import ee.cqrs.command.CommandOutcome;
import ee.cqrs.command.Problem;
import ee.cqrs.store.GroupCommit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Commands without a transaction of the caller's: crashes, failed commits, waiting. */
@ExtendWith(ArquillianExtension.class)
class OwnTransactionIT extends ContainerTest {

    @Resource
    ManagedExecutorService executor;

    @Inject
    GroupCommit groupCommit;

    @Resource(lookup = "java:jboss/datasources/CqrsOwnerDS")
    DataSource owner;

    @Deployment
    static EnterpriseArchive ear() {
        return TestEar.with(OwnTransactionIT.class);
    }

    @Test
    void an_accepted_command_is_durable_and_seen_when_the_call_returns() {
        String id = newId();
        CommandOutcome.Accepted outcome = add(id, 5);

        assertThat(outcome.position()).isPositive();
        assertThat(UUID.fromString(outcome.commandId()).version())
                .as("ids made here are ordered by time")
                .isEqualTo(7);
        assertSound(id, 5);
    }

    @Test
    void canary_a_state_that_differs_from_its_events_is_noticed() throws Exception {
        String id = newId();
        add(id, 5);
        try (var connection = owner.getConnection();
                var update = connection.prepareStatement("update event set payload = ? where aggregate_id = ?")) {
            update.setString(1, "{\"amount\":6}");
            update.setString(2, id);
            assertThat(update.executeUpdate()).isOne();
        }

        assertThatThrownBy(() -> assertSound(id, 5)).isInstanceOf(AssertionError.class);
    }

    @Test
    void a_rejected_command_changes_nothing() {
        String id = newId();
        add(id, 5);

        assertThat(send(id, new Probe.Add(0))).isInstanceOf(CommandOutcome.Rejected.class);
        assertSound(id, 5);
    }

    @Test
    void a_crash_in_attempt_is_answered_and_the_next_command_works() {
        String id = newId();
        add(id, 5);

        Problem problem = problemOf(() -> send(id, new Probe.Crash()));

        assertThat(problem.kind()).isEqualTo(Problem.Kind.INTERNAL);
        assertThat(problem.detail()).contains("probe/" + id).doesNotContain("Exception");
        assertSound(id, 5);
    }

    @Test
    void a_crash_in_apply_is_answered_and_the_next_command_works() {
        String id = newId();
        add(id, 5);

        assertThat(problemOf(() -> send(id, new Probe.CrashInApply())).kind()).isEqualTo(Problem.Kind.INTERNAL);
        assertSound(id, 5);
    }

    @Test
    void an_error_in_attempt_is_a_crash_like_any_other() {
        for (Record error : List.of(new Probe.Overflow(), new Probe.EatMemory())) {
            String id = newId();
            add(id, 5);

            Problem problem = problemOf(() -> send(id, error));

            assertThat(problem.kind()).isEqualTo(Problem.Kind.INTERNAL);
            assertThat(problem.detail()).contains("probe/" + id).doesNotContain("Error");
            add(id, 1);
            assertSound(id, 6);
        }
    }

    @Test
    void an_aggregate_that_keeps_crashing_is_set_aside_and_no_other() {
        String id = newId();
        add(id, 5);
        for (int i = 0; i < 6; i++) {
            problemOf(() -> send(id, new Probe.Crash()));
        }

        Problem problem = problemOf(() -> add(id, 1));

        assertThat(problem.kind()).isEqualTo(Problem.Kind.SET_ASIDE);
        assertThat(problem.retryAfterSeconds()).isPositive();
        assertSound(newId(), 0);
        assertThat(sum(id)).isEqualTo(5);
    }

    @Test
    void the_singleton_forgets_its_state_in_a_crash_and_gets_it_back() {
        String before = board();
        gateway.send(CommandMessage.of("board", "board", new Board.Write("x"), "test"));
        problemOf(() -> gateway.send(CommandMessage.of("board", "board", new Board.Tear(), "test")));
        gateway.send(CommandMessage.of("board", "board", new Board.Write("y"), "test"));

        assertThat(board()).isEqualTo(before + "xy");
    }

    @Test
    void a_failure_in_the_commit_call_is_settled_by_the_command_id() {
        String id = newId();
        add(id, 5);
        CommitFailure.NEXT.set(1);

        Problem problem = problemOf(() -> add(id, 10));

        assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
        assertThat(registry.find(new ee.cqrs.aggregate.AggregateId("probe", id)))
                .isEmpty();
        assertSound(id, 5);
    }

    @Test
    void after_a_failed_commit_the_same_command_id_is_attempted_anew() {
        String id = newId();
        var message = CommandMessage.of("probe", id, new Probe.Add(7), "test").withCommandId("again " + id);
        CommitFailure.NEXT.set(1);
        problemOf(() -> gateway.send(message));

        assertThat(gateway.send(message)).isInstanceOf(CommandOutcome.Accepted.class);
        assertThat(gateway.send(message)).isInstanceOf(CommandOutcome.Accepted.class);
        assertSound(id, 7);
    }

    @Test
    void readers_and_other_aggregates_do_not_wait_for_a_command_that_lingers() throws Exception {
        String id = newId();
        add(id, 5);
        Future<CommandOutcome> lingering = linger(id);

        assertThat(sum(id)).isEqualTo(5);
        assertSound(newId(), 0);
        Probe.GATES.get(id).countDown();
        lingering.get(20, TimeUnit.SECONDS);
        assertSound(id, 6);
    }

    @Test
    void waiting_for_a_turn_is_bounded_and_nothing_is_half_done() throws Exception {
        String id = newId();
        add(id, 5);
        Future<CommandOutcome> lingering = linger(id);

        Problem problem = problemOf(() -> add(id, 100));

        assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
        assertThat(problem.retryAfterSeconds()).isPositive();
        Probe.GATES.get(id).countDown();
        lingering.get(20, TimeUnit.SECONDS);
        assertSound(id, 6);
    }

    @Test
    void a_journal_writer_that_dies_is_started_again_and_commands_are_taken() {
        String id = newId();
        add(id, 5); // now it waits for the next: it must not be interrupted inside of H2
        Thread dying = journalWriter().orElseThrow();
        dying.interrupt();
        await().until(() -> !dying.isAlive());

        await().until(groupCommit::isAlive);

        assertThat(groupCommit.trouble()).isEmpty();
        assertThat(journalWriter()).get().isNotSameAs(dying);
        assertSound(id, 5);
    }

    private static Optional<Thread> journalWriter() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("cqrs-journal-writer"))
                .findAny();
    }

    @Test
    void live_aggregates_are_limited_and_the_caller_sees_no_difference() {
        int limit = Integer.getInteger("cqrs.aggregate.max-live");
        String first = newId();
        add(first, 1);
        for (int i = 0; i < 2 * limit; i++) {
            add(newId(), 1);
        }

        assertThat(registry.live()).hasSizeLessThanOrEqualTo(limit);
        assertThat(registry.find(new ee.cqrs.aggregate.AggregateId("probe", first)))
                .isEmpty();
        assertSound(first, 1);
    }

    private Future<CommandOutcome> linger(String id) throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        Probe.GATES.put(id, new CountDownLatch(1));
        Probe.GATES.put(id + " entered", entered);
        Future<CommandOutcome> lingering = executor.submit(() -> send(id, new Probe.Linger(id)));
        assertThat(entered.await(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS))
                .isTrue();
        return lingering;
    }

    private String board() {
        return repository
                .find(definition("board"), new ee.cqrs.aggregate.AggregateId("board", "board"))
                .map(state -> ((Board.State) state.state()).text())
                .orElse("");
    }
}
