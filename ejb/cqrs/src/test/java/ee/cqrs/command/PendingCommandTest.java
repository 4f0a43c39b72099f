package ee.cqrs.command;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;

import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.command.CommandAdmission.Admitted;
import ee.cqrs.settings.Settings;
import ee.cqrs.settings.TestSettings;
import ee.cqrs.store.SavedBeforeException;
import ee.cqrs.store.Saves;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How often a command is attempted, and until when. */
class PendingCommandTest {

    private static final long A_MINUTE = 60_000_000_000L;

    private final Settings settings = TestSettings.with("cqrs.command.save-attempts", "3");
    private final CommandOutcome outcome = new CommandOutcome.Rejected("id", "code", "message");
    private final Queue<Supplier<CommandOutcome>> saves = new ArrayDeque<>();
    private int attempts;

    @Test
    void given_conflicts_then_it_is_attempted_as_often_as_the_setting_says() {
        saves.add(this::conflict);
        saves.add(this::conflict);
        saves.add(this::conflict);

        assertThatThrownBy(() -> send(A_MINUTE)).satisfies(PendingCommandTest::isConflict);
        assertThat(attempts).isEqualTo(3);
    }

    @Test
    void given_a_conflict_then_the_next_attempt_counts() {
        saves.add(this::conflict);
        saves.add(() -> outcome);

        assertThat(send(A_MINUTE)).isSameAs(outcome);
        assertThat(attempts).isEqualTo(2);
    }

    @Test
    void given_a_conflict_when_its_time_is_over_then_there_is_no_other_attempt() {
        saves.add(this::conflict);

        assertThatThrownBy(() -> send(-1)).satisfies(PendingCommandTest::isConflict);
        assertThat(attempts).isOne();
    }

    @Test
    void given_a_command_that_was_saved_before_when_its_time_is_over_then_its_first_outcome_is_the_answer() {
        saves.add(() -> {
            throw new SavedBeforeException();
        });
        saves.add(() -> outcome);

        assertThat(send(-1)).isSameAs(outcome);
    }

    private CommandOutcome send(long nanos) {
        var message = CommandMessage.of("ledger", "a", new Ledger.Add(1), "test");
        var command = new IdentifiedCommand(message, "hash", false, System.nanoTime() + nanos);
        return new PendingCommand<>(
                        new Handler(), new InFlightCommands(settings), new Admitted<>(Ledger.NEVER, command))
                .begin(Optional.empty())
                .await();
    }

    private CommandOutcome conflict() {
        throw Saves.conflict();
    }

    private static void isConflict(Throwable thrown) {
        assertThat(thrown).isInstanceOfSatisfying(CommandException.class, e -> assertThat(
                        e.problem().kind())
                .isEqualTo(Problem.Kind.CONFLICT));
    }

    /** Saves end as the test says. */
    private final class Handler extends CommandHandler {

        Handler() {
            super(null, null, null, null, null, null, settings);
        }

        @Override
        <S> Verdict attempt(AggregateDefinition<S> definition, IdentifiedCommand command, Optional<Verdict> previous) {
            attempts++;
            return Verdict.known(outcome);
        }

        @Override
        <S> Verdict attemptAgain(AggregateDefinition<S> definition, IdentifiedCommand command) {
            return attempt(definition, command, Optional.empty());
        }

        @Override
        CommandOutcome await(Verdict verdict, IdentifiedCommand command) {
            return saves.remove().get();
        }
    }
}
