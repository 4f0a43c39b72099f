package ee.cqrs.command;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import ee.cqrs.store.Gate;
import ee.cqrs.store.GroupCommit;
import ee.cqrs.store.InlineNames;
import ee.cqrs.store.NoReadModels;
import ee.cqrs.store.Notes;
import ee.cqrs.store.Saves;
import ee.cqrs.store.StoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Read models that are written in the transaction of the command. */
class InlineProjectionTest extends EngineTest {

    private Notes notes;

    @BeforeEach
    void prepare() {
        notes = Notes.of(engine.store).inline(engine.store);
    }

    @Test
    void whoever_has_an_answer_finds_its_effect() {
        engine.accept(Ledger.NEVER, "a", new Ledger.AddTwice(1));

        assertThat(noted()).isEqualTo(2);
    }

    @Test
    void an_event_has_no_position_when_it_is_handed_over() {
        notes.before = event -> assertThat(event.meta().position()).isNull();

        engine.accept(Ledger.NEVER, "a", new Ledger.Add(1));

        assertThat(noted()).isEqualTo(1);
    }

    @Test
    void a_save_that_fails_leaves_no_effect() {
        engine.saves.beforeCommit.fail();
        assertThatThrownBy(() -> engine.accept(Ledger.NEVER, "a", new Ledger.Add(1)))
                .isInstanceOf(RuntimeException.class);
        assertThat(noted()).isZero();

        engine.accept(Ledger.NEVER, "a", new Ledger.Add(1));

        assertThat(noted()).isEqualTo(1);
    }

    @Test
    void of_a_batch_only_the_command_fails_that_the_projection_cannot_take_and_the_others_share_two_commits() {
        notes.before = event -> {
            if (event.meta().id().equals("c")) {
                throw new IllegalStateException("not this one");
            }
        };
        assertOnlyOneOfABatchFails("c", 3); // with the one that held the others up
    }

    @Test
    void an_error_of_somebodys_own_in_the_database_fails_only_the_command_at_fault_and_is_no_outage() {
        notes.before = event -> {
            if (event.meta().id().equals("c")) {
                engine.store.perCall().createNativeQuery(ownError()).executeUpdate();
            }
        };
        assertOnlyOneOfABatchFails("c", 3);
        assertThat(engine.writer.trouble()).isEmpty();
    }

    /** As a trigger or a function fails. */
    String ownError() {
        return "set @refused = signal('P0001', 'not this one')";
    }

    @Test
    void a_failure_of_the_database_in_a_projection_is_an_outage() {
        notes.before = event -> {
            notes.before = later -> {};
            throw new IllegalStateException(new SQLException("The connection is broken", "08006"));
        };

        assertThatThrownBy(() -> engine.accept(Ledger.NEVER, "a", new Ledger.Add(1)))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.fault()).isEqualTo(StoreException.Fault.DATABASE));
    }

    @Test
    void what_the_database_refuses_for_a_batch_fails_only_the_command_at_fault() {
        notes.before = event -> {
            if (event.meta().id().equals("c")) {
                notes.flushing = () -> {
                    notes.flushing = () -> {};
                    throw new IllegalStateException("somebody's constraint");
                };
            }
        };
        assertOnlyOneOfABatchFails("c", 5);
    }

    private void assertOnlyOneOfABatchFails(String guilty, int commits) {
        Gate gate = engine.saves.beforeWrite.hold();
        PendingCommand<?> first = begin("first");
        gate.awaitArrival();
        List<String> ids = List.of("a", "b", "c", "d", "e");
        List<? extends PendingCommand<?>> batch = ids.stream().map(this::begin).toList();
        GroupCommit.Work before = engine.writer.work();
        gate.open();

        first.await();
        for (int i = 0; i < ids.size(); i++) {
            PendingCommand<?> one = batch.get(i);
            if (ids.get(i).equals(guilty)) {
                assertThatThrownBy(one::await).isInstanceOf(RuntimeException.class);
            } else {
                one.await();
            }
        }
        assertThat(engine.writer.work().commits() - before.commits()).isEqualTo(commits);
        assertThat(noted()).isEqualTo(5);
        assertThat(live(Ledger.NEVER, guilty)).isNull();
        notes.before = event -> {};
        engine.accept(Ledger.NEVER, guilty, new Ledger.Add(1));
        assertThat(sum(Ledger.NEVER, guilty)).isEqualTo(new Ledger.State(1, 1));
        assertThat(noted()).isEqualTo(engine.store.count("event"));
    }

    @Test
    void what_rests_on_a_command_that_fails_is_attempted_again_without_it() {
        notes.before = event -> {
            if (event.data().contains("13")) {
                throw new IllegalStateException("not this one");
            }
        };
        Gate gate = engine.saves.beforeWrite.hold();
        PendingCommand<?> first = begin("first");
        gate.awaitArrival();
        List<? extends PendingCommand<?>> hot =
                Stream.of(1L, 13L, 100L).map(amount -> begin("a", amount)).toList();
        gate.open();

        first.await();
        hot.get(0).await();
        assertThatThrownBy(() -> hot.get(1).await()).isInstanceOf(RuntimeException.class);
        hot.get(2).await();
        assertThat(sum(Ledger.NEVER, "a")).isEqualTo(new Ledger.State(101, 2));
        assertThat(noted()).isEqualTo(3);
    }

    @Test
    void a_failure_is_told_as_such() {
        notes.before = event -> {
            throw new IllegalStateException("not this one");
        };

        assertThatThrownBy(() -> engine.accept(Ledger.NEVER, "a", new Ledger.Add(1)))
                .satisfies(e -> assertThat(
                                Failures.translate("it", (RuntimeException) e).detail())
                        .startsWith(
                                "The inline projection notes cannot take the events of ledger/a; nothing was saved"));
    }

    @Test
    void commands_in_a_callers_transaction_have_their_effect_with_its_commit() {
        engine.membership.learn(new InlineNames(1, Set.of(Notes.NAME)));
        engine.inTransaction(() -> {
            JoinedTransaction transaction = engine.newTransaction();
            engine.send(Ledger.NEVER, message("a"), transaction);
            engine.send(Ledger.NEVER, message("a"), transaction);
            engine.send(Ledger.NEVER, message("b"), transaction);
            assertThat(noted()).isZero();
            transaction.beforeCompletion();
        });

        assertThat(noted()).isEqualTo(3);
        assertThat(engine.store.count("event")).isEqualTo(3);
    }

    @Test
    void a_failure_in_a_callers_transaction_reaches_the_caller() {
        notes.before = event -> {
            throw new IllegalStateException("not this one");
        };
        engine.membership.learn(new InlineNames(1, Set.of(Notes.NAME)));

        assertThatThrownBy(() ->
                        engine.inTransaction(() -> engine.send(Ledger.NEVER, message("a"), engine.newTransaction())))
                .hasMessageContaining("inline projection notes");
        assertThat(noted()).isZero();
    }

    @Test
    void a_callers_transaction_is_not_the_first_to_notice_that_this_node_lacks_one() {
        engine.membership.learn(new InlineNames(1, Set.of(Notes.NAME)));
        engine.store.readModels = new NoReadModels();
        JoinedTransaction transaction = engine.newTransaction();
        engine.send(Ledger.NEVER, message("a"), transaction);

        engine.inTransaction(transaction::beforeCompletion);

        assertThat(engine.store.count("event")).isEqualTo(1);
        assertThat(engine.store.count("inline_projection")).isZero();
    }

    @Test
    void a_callers_transaction_is_refused_if_the_inline_projections_have_become_others() {
        engine.membership.learn(new InlineNames(1, Set.of(Notes.NAME)));

        assertThatThrownBy(() -> engine.inTransaction(() -> {
                    JoinedTransaction transaction = engine.newTransaction();
                    engine.send(Ledger.NEVER, message("a"), transaction);
                    removeByAnotherNode();
                    transaction.beforeCompletion();
                }))
                .hasMessageContaining("Which projections are inline has changed");
        assertThat(engine.store.count("event")).isZero();
    }

    @Test
    void a_callers_transaction_is_refused_if_a_projection_has_become_inline_since_its_command() {
        engine.inTransaction(() -> {
            JoinedTransaction transaction = engine.newTransaction();
            engine.send(Ledger.NEVER, message("a"), transaction);
            engine.membership.learn(new InlineNames(1, Set.of(Notes.NAME)));
            assertThatThrownBy(transaction::beforeCompletion)
                    .hasMessageContaining("Which projections are inline has changed");
        });
        assertThat(engine.store.count("event")).isZero();
    }

    /** It was decided on what was not saved: that it cannot be taken means nothing. */
    @Test
    void who_rests_on_a_command_that_lost_is_attempted_again_and_not_blamed() {
        engine.membership.learn(new InlineNames(1, Set.of(Notes.NAME)));
        notes.before = event -> {
            if (event.data().contains("13")) {
                notes.before = later -> {};
                throw new IllegalStateException("not this one");
            }
        };
        Gate gate = engine.saves.beforeWrite.hold();
        PendingCommand<?> first = begin("first");
        gate.awaitArrival();
        PendingCommand<?> loses = begin("a", 1);
        PendingCommand<?> rests = begin("a", 13);
        engine.saves.beforeWrite.next(() -> {}); // both together, which fails
        engine.saves.beforeWrite.next(() -> {
            throw Saves.conflict();
        });
        gate.open();

        first.await();
        loses.await();
        rests.await();
        assertThat(sum(Ledger.NEVER, "a")).isEqualTo(new Ledger.State(14, 2));
        assertThat(noted()).isEqualTo(3);
    }

    private void removeByAnotherNode() {
        engine.store.execute("delete from inline_projection");
        engine.store.execute("update journal set epoch = epoch + 1");
    }

    private CommandMessage message(String id) {
        return CommandMessage.of("ledger", id, new Ledger.Add(1), "test");
    }

    private PendingCommand<?> begin(String id) {
        return begin(id, 1);
    }

    private PendingCommand<?> begin(String id, long amount) {
        return engine.begin(Ledger.NEVER, CommandMessage.of("ledger", id, new Ledger.Add(amount), "test"));
    }

    private long noted() {
        return engine.store.count("noted");
    }
}
