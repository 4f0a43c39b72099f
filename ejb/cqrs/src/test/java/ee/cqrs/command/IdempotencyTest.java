package ee.cqrs.command;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import ee.cqrs.catalogue.AggregateDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** One effect per command, whatever the modality. */
class IdempotencyTest extends EngineTest {

    static Stream<AggregateDefinition<?>> modalities() {
        return Stream.of(Ledger.NEVER, Ledger.EVERY_1, Ledger.EVERY_3, Ledger.PURE_SNAPSHOT);
    }

    static CommandMessage command(String id, Record command) {
        return CommandMessage.of("ledger", "a", command, "test").withCommandId(id);
    }

    @ParameterizedTest
    @MethodSource("modalities")
    void the_same_id_again_returns_the_first_outcome_also_after_a_restart(AggregateDefinition<?> definition) {
        var first = engine.send(definition, command("c1", new Ledger.AddTwice(2)));
        engine.send(definition, command("c2", new Ledger.Add(5)));
        assertThat(engine.send(definition, command("c1", new Ledger.AddTwice(2))))
                .isEqualTo(first);

        engine.close();
        engine = LocalEngine.on(database);

        assertThat(engine.send(definition, command("c1", new Ledger.AddTwice(2))))
                .isEqualTo(first);
        assertThat(sum(definition, "a")).isEqualTo(new Ledger.State(9, 3));
    }

    @ParameterizedTest
    @MethodSource("modalities")
    void a_command_without_events_is_remembered_too(AggregateDefinition<?> definition) {
        engine.send(definition, command("c0", new Ledger.Add(5)));
        var first = engine.send(definition, command("c1", new Ledger.Touch()));
        engine.send(definition, command("c2", new Ledger.Add(5)));

        assertThat(engine.send(definition, command("c1", new Ledger.Touch()))).isEqualTo(first);
        assertThat(((CommandOutcome.Accepted) first).events()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("modalities")
    void equal_commands_at_the_same_moment_have_one_effect_and_one_answer(AggregateDefinition<?> definition)
            throws Exception {
        var pool = Executors.newFixedThreadPool(16);
        try {
            Callable<CommandOutcome> send = () -> engine.send(definition, command("c1", new Ledger.Add(2)));
            var answers = pool.invokeAll(java.util.Collections.nCopies(16, send));
            CommandOutcome first = answers.get(0).get();
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(first);
            }
        } finally {
            pool.shutdown();
        }
        assertThat(sum(definition, "a")).isEqualTo(new Ledger.State(2, 1));
    }

    @Test
    void the_same_id_again_returns_the_first_outcome_though_it_would_be_rejected_now() {
        engine.send(Ledger.NEVER, command("c0", new Ledger.Add(1)));
        var first = engine.send(Ledger.NEVER, command("c1", new Ledger.Take(1)));
        assertThat(engine.send(Ledger.NEVER, command("c2", new Ledger.Take(1))))
                .isInstanceOf(CommandOutcome.Rejected.class);

        assertThat(engine.send(Ledger.NEVER, command("c1", new Ledger.Take(1)))).isEqualTo(first);
    }

    @Test
    void the_same_id_again_returns_the_first_outcome_though_the_index_has_moved_on() {
        CommandMessage conditional = command("c1", new Ledger.Add(1)).expecting(-1);
        var first = engine.send(Ledger.NEVER, conditional);

        assertThat(engine.send(Ledger.NEVER, conditional)).isEqualTo(first);
    }

    @Test
    void the_same_id_again_returns_the_first_outcome_though_the_aggregate_cannot_be_restored() {
        CommandMessage touch = command("c1", new Ledger.Touch());
        engine.send(Ledger.NEVER, command("c0", new Ledger.Add(1)));
        var first = engine.send(Ledger.NEVER, touch);
        rewrite("a", "event_type = 'Exploded', version = 1, payload = '{}'");
        engine.forget(Ledger.NEVER, "a");

        assertThat(engine.send(Ledger.NEVER, touch)).isEqualTo(first);
    }

    @Test
    void the_same_id_with_other_content_is_an_error() {
        engine.send(Ledger.EVERY_3, command("c1", new Ledger.Add(1)));

        for (CommandMessage other : List.of(
                command("c1", new Ledger.Add(2)),
                command("c1", new Ledger.AddTwice(1)),
                CommandMessage.of("ledger", "b", new Ledger.Add(1), "test").withCommandId("c1"))) {
            assertThatThrownBy(() -> engine.send(Ledger.EVERY_3, other))
                    .isInstanceOfSatisfying(
                            CommandException.class,
                            e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.KEY_REUSED));
        }
        assertThat(engine.store.count("event")).isOne();
    }

    @Test
    void the_first_outcome_is_returned_before_the_expected_index_is_looked_at() {
        var message = command("c1", new Ledger.Add(1)).expecting(-1);
        var first = engine.send(Ledger.EVERY_3, message);

        assertThat(engine.send(Ledger.EVERY_3, message)).isEqualTo(first);
    }

    @Test
    void a_rejected_command_leaves_nothing_and_is_attempted_anew() {
        engine.send(Ledger.EVERY_3, command("c1", new Ledger.Add(-1)));

        assertThat(engine.send(Ledger.EVERY_3, command("c1", new Ledger.Add(1))))
                .isInstanceOf(CommandOutcome.Accepted.class);
    }

    @Test
    void an_id_that_another_node_used_at_the_same_moment_is_found_when_the_save_fails() {
        engine.send(Ledger.EVERY_3, command("c0", new Ledger.Add(1)));
        try (LocalEngine other = LocalEngine.on(database)) {
            other.send(Ledger.EVERY_3, command("c1", new Ledger.Add(10)));
        }

        engine.send(Ledger.EVERY_3, command("c1", new Ledger.Add(10)));

        assertThat(sum(Ledger.EVERY_3, "a")).isEqualTo(new Ledger.State(11, 2));
    }

    @ParameterizedTest
    @MethodSource("modalities")
    void what_may_be_saved_and_cannot_be_looked_up_is_unknown_and_not_refused(AggregateDefinition<?> definition) {
        var first = engine.send(definition, command("c1", new Ledger.Add(1)));
        engine.store.lookingUp.fail();

        assertThatThrownBy(() -> engine.send(definition, command("c1", new Ledger.Add(1))))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.UNKNOWN_OUTCOME));
        assertThat(engine.send(definition, command("c1", new Ledger.Add(1)))).isEqualTo(first);
    }

    @Test
    void past_its_retention_an_id_counts_as_new() {
        engine.send(Ledger.EVERY_3, command("c1", new Ledger.Add(1)));

        assertThat(engine.store.retention().removeSome(Instant.now().minusSeconds(60)))
                .isZero();
        assertThat(engine.store.retention().removeSome(Instant.now().plusSeconds(60)))
                .isOne();
        assertThat(engine.store.count("command")).isZero();
    }
}
