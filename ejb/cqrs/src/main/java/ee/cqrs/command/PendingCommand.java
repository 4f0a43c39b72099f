package ee.cqrs.command;

import java.util.Optional;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.command.CommandAdmission.Admitted;
import ee.cqrs.registry.BusyException;
import ee.cqrs.store.ConflictException;
import ee.cqrs.store.KeyTakenException;
import ee.cqrs.store.SavedBeforeException;
import ee.cqrs.store.SupersededException;

/**
 * A command on its way: its id is reserved, it is attempted, its save is awaited, and it is attempted again if another
 * writer came first.
 */
final class PendingCommand<S> {

    private final CommandHandler handler;
    private final InFlightCommands inFlight;
    private final AggregateDefinition<S> definition;
    private final IdentifiedCommand command;
    private boolean again; // it may have been accepted meanwhile
    private Verdict verdict;

    PendingCommand(CommandHandler handler, InFlightCommands inFlight, Admitted<S> admitted) {
        this.handler = handler;
        this.inFlight = inFlight;
        definition = admitted.definition();
        command = admitted.command();
    }

    AggregateId aggregate() {
        return command.message().aggregate();
    }

    /** Reserves the id, unless an equal one is under way. */
    boolean tryReserve() {
        return !command.repeatable() || inFlight.tryEnter(command.id());
    }

    /**
     * Waits until no equal id is under way, and reserves it.
     *
     * @throws BusyException if that takes too long
     */
    void reserve() {
        if (command.repeatable()) {
            again = inFlight.enter(command.id());
        }
    }

    /**
     * The first attempt; {@link #await} must follow if it returns. The id must be reserved, and is free again if it throws.
     *
     * @param previous the command before it, of the same sender to the same aggregate
     * @throws SupersededException if that is to be attempted again and comes first
     */
    PendingCommand<S> begin(Optional<PendingCommand<?>> previous) {
        try {
            verdict = again
                    ? handler.attemptAgain(definition, command)
                    : handler.attempt(definition, command, previous.map(before -> before.verdict));
            return this;
        } finally {
            if (verdict == null) {
                release();
            }
        }
    }

    /** Whether it was accepted before, and so rests on nothing. */
    boolean isKnown() {
        return verdict.chain() == null;
    }

    /** Waits for the outcome, however many attempts it takes. */
    CommandOutcome await() {
        try {
            return awaitSaved();
        } finally {
            if (verdict == null) {
                release();
            } else {
                verdict.whenGiven(this::release); // later, if it was not waited for to the end
            }
        }
    }

    private CommandOutcome awaitSaved() {
        int conflicts = 0;
        while (true) {
            try {
                return handler.await(verdict, command);
            } catch (SavedBeforeException e) { // the first outcome is the answer
                again = true;
            } catch (ConflictException e) { // another writer, or an equal command id, came first: look again
                again = true;
                conflicts++;
                requireAttempts(conflicts);
            } catch (KeyTakenException e) { // the store is the judge of what no aggregate can see
                return new CommandOutcome.Rejected(command.id(), e.code(), e.getMessage());
            } catch (SupersededException e) { // it rests on what was not saved
                requireTime();
            }
            verdict = null;
            verdict = again
                    ? handler.attemptAgain(definition, command)
                    : handler.attempt(definition, command, Optional.empty());
        }
    }

    private void requireAttempts(int conflicts) {
        if (conflicts == handler.maxConflicts() || command.nanosLeft() < 0) {
            throw new CommandException(Problem.of(
                    Problem.Kind.CONFLICT, "Other writers came first %d times: try again".formatted(conflicts)));
        }
    }

    private void requireTime() {
        if (command.nanosLeft() < 0) {
            throw new CommandException(Problem.retry(
                    Problem.Kind.UNAVAILABLE, "The commands before this one cannot be saved: try again", 1));
        }
    }

    private void release() {
        if (command.repeatable()) {
            inFlight.leave(command.id());
        }
    }
}
