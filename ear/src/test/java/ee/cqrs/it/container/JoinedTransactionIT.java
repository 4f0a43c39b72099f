package ee.cqrs.it.container;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;

import ee.cqrs.accounts.AccountCommand;
import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.command.CommandMessage;
import ee.cqrs.command.CommandOutcome;
import ee.cqrs.command.Problem;
import ee.cqrs.store.DurableHead;
import ee.cqrs.store.EventMeta;
import ee.cqrs.store.RecordedEvent;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Commands inside a transaction of the caller's. */
@ExtendWith(ArquillianExtension.class)
class JoinedTransactionIT extends ContainerTest {

    private static final int WRITERS = 4;
    private static final int WRITES = 100;

    @Resource
    UserTransaction transaction;

    @Resource
    ManagedExecutorService executor;

    @Resource(lookup = "java:jboss/TransactionManager")
    TransactionManager transactions;

    @Inject
    DurableHead head;

    @Deployment
    static EnterpriseArchive ear() {
        return TestEar.with(JoinedTransactionIT.class);
    }

    @Test
    void commands_take_effect_when_the_caller_commits_and_nobody_else_sees_them_before() throws Exception {
        String id = newId();
        add(id, 1);
        caller.inTransaction(() -> {
            CommandOutcome.Accepted second = add(id, 10);
            CommandOutcome.Accepted third = add(id, 100);
            assertThat(second.position()).isNull();
            assertThat(third.aggregate().index()).isEqualTo(2);
            assertThat(executor.submit(() -> sum(id)).get(5, TimeUnit.SECONDS)).isEqualTo(1);
            return null;
        });

        assertSound(id, 111);
    }

    @Test
    void the_durable_head_moves_with_the_callers_commit() throws Exception {
        String id = newId();
        long before = head.position();
        caller.inTransaction(() -> add(id, 1));

        assertThat(head.position()).isGreaterThan(before);
        assertThat(store.portion(before, head.position(), 10, Optional.of("probe"))
                        .events())
                .anyMatch(event -> event.meta().id().equals(id));
    }

    @Test
    void readers_of_the_log_see_an_event_only_when_it_is_known_to_be_durable() throws Exception {
        String id = newId();
        add(id, 1);
        long durable = head.position();
        anotherNodeWrites(id, 1, 100);

        assertThat(get("/events?after=" + durable)).contains("\"events\":[]").contains("\"head\":" + durable);
        assertThat(get("/aggregates/probe/" + id + "/events")).doesNotContain("other node");
        add(id, 10);
        assertThat(get("/events?after=" + durable)).contains("other node");
        assertSound(id, 111);
    }

    @Test
    void a_natural_key_that_is_taken_in_the_transaction_or_before_is_refused_at_once() throws Exception {
        String ada = newId();
        String bob = newId();
        String iban = "XX00" + newId().replace("-", "").substring(0, 20).toUpperCase(Locale.ROOT);
        caller.inTransaction(() -> {
            open(ada);
            open(bob);
            assertThat(assign(ada, iban)).isInstanceOf(CommandOutcome.Accepted.class);
            assertThat(assign(bob, iban)).isEqualTo("iban-taken");
            return null;
        });
        assertThat(caller.<Object>inTransaction(() -> assign(bob, iban))).isEqualTo("iban-taken");
        caller.inTransactionRolledBack(
                () -> gateway.send(CommandMessage.of("account", ada, new AccountCommand.CloseAccount(), "test")));
        assertThat(assign(bob, iban)).isEqualTo("iban-taken");

        gateway.send(CommandMessage.of("account", ada, new AccountCommand.CloseAccount(), "test"));
        assertThat(caller.<Object>inTransaction(() -> assign(bob, iban))).isInstanceOf(CommandOutcome.Accepted.class);
    }

    private void open(String account) {
        gateway.send(CommandMessage.of(
                "account", account, new AccountCommand.OpenAccount("Ada", Currency.getInstance("EUR"), null), "test"));
    }

    /** The outcome, or the code of the rejection. */
    private Object assign(String account, String iban) {
        CommandOutcome outcome =
                gateway.send(CommandMessage.of("account", account, new AccountCommand.AssignIban(iban), "test"));
        return outcome instanceof CommandOutcome.Rejected rejected ? rejected.code() : outcome;
    }

    @Test
    void after_a_rollback_by_the_caller_the_state_is_the_old_one() throws Exception {
        String id = newId();
        add(id, 1);
        caller.inTransactionRolledBack(() -> add(id, 10));

        assertSound(id, 1);
    }

    @Test
    void an_aggregate_whose_creation_is_rolled_back_never_existed() throws Exception {
        String id = newId();
        caller.inTransactionRolledBack(() -> add(id, 10));

        assertThat(sum(id)).isZero();
        assertSound(id, 0);
    }

    @Test
    void a_caller_that_reads_the_store_first_commits_all_the_same() throws Exception {
        String id = newId();
        add(id, 1);
        caller.inTransaction(() -> {
            store.portion(0, head.position(), 10, Optional.empty());
            sum(id);
            try (var connection = dataSource.getConnection();
                    var query = connection.createStatement()) {
                query.execute("select count(*) from event");
            }
            return add(id, 10);
        });

        assertSound(id, 11);
    }

    @Test
    void a_crash_in_attempt_rolls_the_caller_back() {
        String id = newId();
        add(id, 1);

        assertThatThrownBy(() -> caller.inTransaction(() -> {
                    add(id, 10);
                    return send(id, new Probe.Crash());
                }))
                .satisfies(thrown ->
                        assertThat(thrown.toString() + thrown.getCause()).contains("crashed"));
        assertSound(id, 1);
    }

    @Test
    void a_caller_cannot_swallow_a_failed_command_and_commit_the_rest() throws Exception {
        String id = newId();
        add(id, 1);
        caller.inTransaction(() -> {
            add(id, 10);
            return problemOf(() -> send(id, new Probe.Crash()));
        });

        assertSound(id, 1);
    }

    @Test
    void a_key_conflict_is_the_callers_failed_commit() throws Exception {
        String id = newId();
        add(id, 1);
        assertThatThrownBy(() -> caller.inTransaction(() -> {
                    CommandOutcome outcome = add(id, 10);
                    anotherNodeWrites(id, 1, 100);
                    return outcome;
                }))
                .isInstanceOf(EJBException.class);

        assertSound(id, 101);
    }

    @Test
    void an_equal_command_id_twice_in_one_transaction_has_one_effect() throws Exception {
        String id = newId();
        var message = CommandMessage.of("probe", id, new Probe.Add(5), "test").withCommandId("once " + id);
        caller.inTransaction(() -> {
            assertThat(gateway.send(message)).isEqualTo(gateway.send(message));
            return null;
        });

        assertThat(((CommandOutcome.Accepted) gateway.send(message)).position()).isNotNull();
        assertSound(id, 5);
    }

    @Test
    void after_a_time_out_the_state_is_the_old_one_and_the_thread_gets_an_error() throws Exception {
        String id = newId();
        add(id, 1);
        transaction.setTransactionTimeout(1);
        transaction.begin();
        try {
            add(id, 10);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> executor.submit(() -> add(id, 100)).get(20, TimeUnit.SECONDS) != null);
            assertThat(transaction.getStatus()).isNotEqualTo(Status.STATUS_ACTIVE);
            assertThat(problemOf(() -> add(id, 1_000)).detail()).contains("transaction");
        } finally {
            transaction.rollback();
            transaction.setTransactionTimeout(0);
        }

        assertSound(id, 101);
    }

    @Test
    void a_time_out_while_a_rule_is_being_tried_waits_for_it_and_drops_what_it_decides() throws Exception {
        String id = newId();
        add(id, 1);
        CountDownLatch gate = new CountDownLatch(1);
        Probe.GATES.put(id, gate);
        Probe.GATES.put(id + " entered", new CountDownLatch(1));
        transaction.setTransactionTimeout(1);
        transaction.begin();
        try {
            Transaction running = transactions.getTransaction();
            executor.submit(() -> {
                await().atMost(Duration.ofSeconds(15)).until(() -> running.getStatus() != Status.STATUS_ACTIVE);
                gate.countDown();
                return null;
            });
            send(id, new Probe.Linger(id));
        } finally {
            transaction.rollback();
            transaction.setTransactionTimeout(0);
        }

        assertSound(id, 1);
    }

    @Test
    void a_command_that_comes_while_the_transaction_completes_is_refused_and_fails_the_commit() {
        String id = newId();
        AtomicReference<Problem> late = new AtomicReference<>();
        Synchronization lateCommand = new Synchronization() {
            @Override
            public void beforeCompletion() {
                late.set(problemOf(() -> add(id, 10)));
            }

            @Override
            public void afterCompletion(int status) {
                // only what comes before counts
            }
        };
        assertThatThrownBy(() -> caller.inTransaction(() -> {
                    CommandOutcome outcome = add(id, 1);
                    transactions.getTransaction().registerSynchronization(lateCommand);
                    return outcome;
                }))
                .isInstanceOf(EJBException.class);

        assertThat(late.get().detail()).contains("completes");
        assertSound(id, 0);
    }

    @Test
    void transactions_that_fail_after_they_have_locked_the_journal_let_others_go_on_who_lose_nothing()
            throws Exception {
        String id = newId();
        long before = head.position();
        List<Future<Integer>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(executor.submit(() -> failAfterTheAppend(newId())));
        }
        writers.add(executor.submit(() -> {
            for (int i = 0; i < WRITES; i++) {
                add(id, 1);
            }
            return WRITES;
        }));

        int saved = 0;
        for (Future<Integer> writer : writers) {
            saved += writer.get(60, TimeUnit.SECONDS);
        }

        assertThat(saved).isGreaterThan(WRITES);
        assertThat(head.position()).isEqualTo(before + saved);
        assertSound(id, WRITES);
    }

    @Test
    void a_transaction_that_is_given_up_just_before_the_append_keeps_the_journal_from_nobody() throws Exception {
        String id = newId();
        add(id, 1); // else the first statement would be the row of the aggregate, which the database refuses
        assertThatThrownBy(() -> caller.inTransaction(() -> {
                    transactions.getTransaction().registerSynchronization(new GivingUp(transactions));
                    return add(id, 100);
                }))
                .isInstanceOf(EJBException.class);

        assertThat(executor.submit(() -> add(id, 10)).get(5, TimeUnit.SECONDS).position())
                .isNotNull();
        assertSound(id, 11);
    }

    /** Every other time. */
    private int failAfterTheAppend(String id) throws Exception {
        int saved = 0;
        for (int i = 0; i < WRITES; i++) {
            boolean fails = i % 2 == 0;
            try {
                caller.inTransaction(() -> {
                    CommandOutcome outcome = add(id, 1);
                    if (fails) {
                        transactions.getTransaction().registerSynchronization(new Failing());
                    }
                    return outcome;
                });
                saved++;
            } catch (EJBException e) {
                assertThat(fails).isTrue();
            }
        }
        return saved;
    }

    @Test
    void two_transactions_in_opposite_order_end_by_time_out_and_nothing_is_half_done() throws Exception {
        String a = newId();
        String b = newId();
        CyclicBarrier bothInside = new CyclicBarrier(2);
        var first = executor.submit(opposite(a, b, bothInside));
        var second = executor.submit(opposite(b, a, bothInside));
        long committed = (first.get(30, TimeUnit.SECONDS) ? 1 : 0) + (second.get(30, TimeUnit.SECONDS) ? 1 : 0);

        assertThat(committed).isLessThan(2);
        assertSound(a, committed);
        assertSound(b, committed);
    }

    private static String get(String path) throws Exception {
        int port = 8080 + Integer.getInteger("jboss.socket.binding.port-offset");
        URI uri = URI.create("http://127.0.0.1:%d/cqrs/api%s".formatted(port, path));
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private Callable<Boolean> opposite(String first, String second, CyclicBarrier bothInside) {
        return () -> {
            try {
                return caller.inTransaction(() -> {
                    add(first, 1);
                    bothInside.await(10, TimeUnit.SECONDS);
                    add(second, 1);
                    return true;
                });
            } catch (RuntimeException e) {
                assertThat(e.toString() + e.getCause()).contains(Problem.Kind.UNAVAILABLE.title());
                return false;
            }
        };
    }

    /** What another node on the same store would have written: the same index, and the position after the head. */
    private void anotherNodeWrites(String id, long index, long amount) throws Exception {
        RecordedEvent event = following(
                store.events(new AggregateId("probe", id), index - 2, 1).get(0), amount);
        executor.submit(() -> {
                    try (var connection = dataSource.getConnection();
                            var update = connection.createStatement()) {
                        update.execute("update journal set head = head + 1");
                        update.execute("""
                                insert into event
                                select (select head from journal), aggregate_type, aggregate_id, %d, event_type, version,
                                       '%s', occurred_at, origin, snapshot_period, 'other node', 'other node',
                                       'other node', '%s', '%s', '%s'
                                  from event where aggregate_id = '%s' and event_index = %d
                                """.formatted(
                                        index,
                                        event.meta().uuid(),
                                        event.meta().hash(),
                                        event.meta().previousHash(),
                                        event.data(),
                                        id,
                                        index - 1));
                    }
                    return null;
                })
                .get(10, TimeUnit.SECONDS);
    }

    private static RecordedEvent following(RecordedEvent before, long amount) {
        EventMeta last = before.meta();
        EventMeta meta = new EventMeta(
                last.timestamp(),
                UUID.randomUUID(),
                last.version(),
                last.origin(),
                last.index() + 1,
                last.type(),
                last.id(),
                last.snapshotPeriod(),
                null,
                "other node",
                "other node",
                "other node",
                null,
                last.hash());
        return new RecordedEvent(meta, before.type(), "{\"amount\":%d}".formatted(amount)).hashed();
    }

    /** Comes before the append, and says nothing. */
    private record GivingUp(TransactionManager transactions) implements Synchronization {

        @Override
        public void beforeCompletion() {
            try {
                transactions.setRollbackOnly();
            } catch (SystemException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void afterCompletion(int status) {
            // it is over
        }
    }

    /** Comes after the append. */
    private static final class Failing implements Synchronization {

        @Override
        public void beforeCompletion() {
            throw new IllegalStateException("as the test says");
        }

        @Override
        public void afterCompletion(int status) {
            // it is over
        }
    }
}
