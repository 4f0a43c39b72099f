package ee.cqrs.command;

import java.util.stream.Stream;

import jakarta.transaction.Status;

import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.store.Gate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A node whose memory is behind what another has written tells nobody what follows from it. */
class StaleMemoryTest extends SharingTest {

    static Stream<AggregateDefinition<?>> modalities() {
        return Stream.of(Ledger.EVERY_3, Ledger.PURE_SNAPSHOT);
    }

    /** Here remembers a sum of 1, and there is 11. */
    private void givenMemoryIsBehind(AggregateDefinition<?> definition) {
        add(here, definition, 1);
        thereJoins();
        add(there, definition, 10);
        assertThat(here.registry.find(aggregate).orElseThrow().state()).isEqualTo(new Ledger.State(1, 1));
    }

    @ParameterizedTest
    @MethodSource("modalities")
    void a_rejection_is_attempted_again(AggregateDefinition<?> definition) {
        givenMemoryIsBehind(definition);

        assertThat(send(here, definition, new Ledger.Take(11))).isInstanceOf(CommandOutcome.Accepted.class);
        assertThat(send(there, definition, new Ledger.Take(11)))
                .isInstanceOfSatisfying(CommandOutcome.Rejected.class, rejected -> assertThat(rejected.message())
                        .isEqualTo("There are only 0"));
    }

    @ParameterizedTest
    @MethodSource("modalities")
    void an_expected_index_that_others_have_reached_fits(AggregateDefinition<?> definition) {
        givenMemoryIsBehind(definition);

        assertThat(here.send(definition, message(new Ledger.Add(100)).expecting(1)))
                .isInstanceOf(CommandOutcome.Accepted.class);
    }

    @ParameterizedTest
    @MethodSource("modalities")
    void a_command_that_had_nothing_to_do_has(AggregateDefinition<?> definition) {
        givenMemoryIsBehind(definition);
        send(here, definition, new Ledger.Take(0));
        send(there, definition, new Ledger.Take(11));

        var filled = (CommandOutcome.Accepted) send(here, definition, new Ledger.FillUp(11));

        assertThat(filled.events()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("modalities")
    void a_query_shows_what_others_have_written(AggregateDefinition<?> definition) {
        givenMemoryIsBehind(definition);

        assertThat(state(here, definition)).isEqualTo(new Ledger.State(11, 2));
        assertThat(here.registry.find(aggregate).orElseThrow().state()).isEqualTo(new Ledger.State(11, 2));
    }

    @Test
    void a_query_shows_it_while_a_command_is_inside() {
        givenMemoryIsBehind(Ledger.NEVER);
        var place = here.registry.enter(aggregate);
        try {
            assertThat(state(here, Ledger.NEVER)).isEqualTo(new Ledger.State(11, 2));
        } finally {
            here.registry.leave(place);
        }
        assertThat(state(here, Ledger.NEVER)).isEqualTo(new Ledger.State(11, 2));
    }

    @Test
    void a_transaction_of_the_callers_is_not_rejected_for_what_was() {
        givenMemoryIsBehind(Ledger.NEVER);
        JoinedTransaction transaction = here.newTransaction();

        assertThat(here.send(Ledger.NEVER, message(new Ledger.Take(11)), transaction))
                .isInstanceOf(CommandOutcome.Accepted.class);
        transaction.afterCompletion(Status.STATUS_ROLLEDBACK);
    }

    @Test
    void a_transaction_of_the_callers_begins_with_what_others_have_written() {
        givenMemoryIsBehind(Ledger.NEVER);
        JoinedTransaction transaction = here.newTransaction();

        var added = (CommandOutcome.Accepted) here.send(Ledger.NEVER, message(new Ledger.Add(1)), transaction);

        assertThat(added.aggregate().index()).isEqualTo(2);
        here.inTransaction(transaction::beforeCompletion);
        transaction.afterCompletion(Status.STATUS_COMMITTED);
        assertThat(state(here, Ledger.NEVER)).isEqualTo(new Ledger.State(12, 3));
    }

    @Test
    void a_transaction_of_the_callers_that_cannot_be_committed_any_more_is_told() {
        add(here, Ledger.NEVER, 1);
        thereJoins();
        JoinedTransaction transaction = here.newTransaction();
        here.send(Ledger.NEVER, message(new Ledger.Add(1)), transaction);
        add(there, Ledger.NEVER, 10);

        assertThatThrownBy(() -> here.send(Ledger.NEVER, message(new Ledger.Take(11)), transaction))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.CONFLICT));
        transaction.afterCompletion(Status.STATUS_ROLLEDBACK);
        assertThat(state(here, Ledger.NEVER)).isEqualTo(new Ledger.State(11, 2));
    }

    /** A node that freezes between a commit and the moment it hears of it. */
    @Test
    void a_rejection_that_rests_on_a_commit_of_long_ago_is_attempted_again() {
        add(here, Ledger.NEVER, 1);
        thereJoins();
        Gate gate = here.saves.afterCommit.hold();
        var adding = Caller.of(() -> add(here, Ledger.NEVER, 1));
        gate.awaitArrival();
        add(there, Ledger.NEVER, 10);

        var taking =
                Caller.of(() -> send(here, Ledger.NEVER, new Ledger.Take(12))).assertWaits();
        gate.open();

        adding.answer();
        assertThat(taking.answer()).isInstanceOf(CommandOutcome.Accepted.class);
    }

    @Test
    void a_rejection_that_rests_on_a_save_under_way_is_told_when_that_is_durable() {
        add(here, Ledger.NEVER, 1);
        thereJoins();
        Gate gate = here.saves.beforeWrite.hold();
        var taking = Caller.of(() -> send(here, Ledger.NEVER, new Ledger.Take(1)));
        gate.awaitArrival();
        var again =
                Caller.of(() -> send(here, Ledger.NEVER, new Ledger.Take(1))).assertWaits();
        gate.open();

        assertThat(taking.answer()).isInstanceOf(CommandOutcome.Accepted.class);
        assertThat(again.answer()).isInstanceOf(CommandOutcome.Rejected.class);
    }

    @Test
    void while_the_database_is_away_nothing_is_told() {
        givenMemoryIsBehind(Ledger.NEVER);
        here.store.execute("alter table event rename to event_away");
        try {
            assertThatThrownBy(() -> send(here, Ledger.NEVER, new Ledger.Take(11)))
                    .isInstanceOf(jakarta.persistence.PersistenceException.class);
            assertThatThrownBy(() -> state(here, Ledger.NEVER))
                    .isInstanceOf(jakarta.persistence.PersistenceException.class);
        } finally {
            here.store.execute("alter table event_away rename to event");
        }
        assertThat(send(here, Ledger.NEVER, new Ledger.Take(11))).isInstanceOf(CommandOutcome.Accepted.class);
    }

    @Test
    void who_is_alone_asks_nobody() {
        add(here, Ledger.NEVER, 1);
        here.store.execute("alter table event rename to event_away");
        try {
            assertThat(send(here, Ledger.NEVER, new Ledger.Take(11))).isInstanceOf(CommandOutcome.Rejected.class);
            assertThat(state(here, Ledger.NEVER)).isEqualTo(new Ledger.State(1, 1));
        } finally {
            here.store.execute("alter table event_away rename to event");
        }
    }

    /** Without the confirmation all of the above would fail: this is what a node says that believes to be alone. */
    @ParameterizedTest
    @MethodSource("modalities")
    void canary_a_node_that_does_not_know_of_the_other_gives_old_answers(AggregateDefinition<?> definition) {
        here = opened(LocalEngine.on(database));
        add(here, definition, 1);
        joins(there);
        add(there, definition, 10);

        assertThat(send(here, definition, new Ledger.Take(11))).isInstanceOf(CommandOutcome.Rejected.class);
        assertThatThrownBy(
                        () -> here.send(definition, message(new Ledger.Add(100)).expecting(1)))
                .isInstanceOf(CommandException.class);
        assertThat(state(here, definition)).isEqualTo(new Ledger.State(1, 1));
    }
}
