package ee.cqrs.command;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.command.Recorder.Recorded;
import ee.cqrs.registry.AggregateRegistry;
import ee.cqrs.registry.LiveAggregate;
import ee.cqrs.repository.AggregateRepository;
import ee.cqrs.settings.Settings;
import ee.cqrs.store.Append;
import ee.cqrs.store.ConflictException;
import ee.cqrs.store.Journal;
import ee.cqrs.store.StoreException;
import ee.cqrs.store.UnknownOutcomeException;

/**
 * Handles a command in a transaction of its own: turn, attempt, save, swap. Whoever retries stands outside the
 * transaction, and that is here.
 */
@Singleton
class CommandHandler {

    private final AggregateRegistry registry;
    private final AggregateRepository repository;
    private final Attempts attempts;
    private final Journal journal;
    private final CommandLog log;
    private final Settings settings;

    @Inject
    CommandHandler(
            AggregateRegistry registry,
            AggregateRepository repository,
            Attempts attempts,
            Journal journal,
            CommandLog log,
            Settings settings) {
        this.registry = registry;
        this.repository = repository;
        this.attempts = attempts;
        this.journal = journal;
        this.log = log;
        this.settings = settings;
    }

    <S> CommandOutcome handle(AggregateDefinition<S> definition, IdentifiedCommand command) {
        boolean mayBeKnown = command.repeatable();
        for (int attempt = 1; attempt <= settings.saveAttempts(); attempt++) {
            Optional<CommandOutcome> known = mayBeKnown ? log.find(command) : Optional.empty();
            if (known.isPresent()) {
                return known.get();
            }
            LiveAggregate<S> place = registry.enter(command.message().aggregate());
            try {
                return attemptAndSave(definition, command, place);
            } catch (ConflictException e) {
                place.drop(); // another writer, or an equal command id, came first: look again
                mayBeKnown = true;
            } finally {
                registry.leave(place);
            }
        }
        throw new CommandException(Problem.of(
                Problem.Kind.CONFLICT,
                "Other writers came first %d times: try again".formatted(settings.saveAttempts())));
    }

    private <S> CommandOutcome attemptAndSave(
            AggregateDefinition<S> definition, IdentifiedCommand command, LiveAggregate<S> place) {
        AggregateState<S> before = repository.activate(definition, place);
        var attempted = attempts.attempt(definition, command, place, before);
        if (attempted instanceof Attempts.Refused<S> refused) {
            return refused.outcome();
        }
        Recorded<S> recorded = ((Attempts.Agreed<S>) attempted).recorded();
        try {
            Append saved = journal.append(List.of(recorded.append())).get(0);
            place.swap(recorded.candidate());
            return recorded.outcome(saved);
        } catch (UnknownOutcomeException e) {
            place.drop();
            return settle(command, e);
        }
    }

    /** The commit call failed: unknown is not failed, and only the store can tell. */
    private CommandOutcome settle(IdentifiedCommand command, UnknownOutcomeException cause) {
        String commandId = command.message().commandId();
        Optional<CommandOutcome> found;
        try {
            journal.settle();
            found = log.find(command);
        } catch (RuntimeException e) {
            e.addSuppressed(cause);
            throw new CommandException(
                    Problem.retry(
                            Problem.Kind.UNKNOWN_OUTCOME,
                            "Nobody knows whether the command was accepted: send it again with the command id "
                                    + commandId,
                            1),
                    e);
        }
        return found.orElseThrow(() -> new StoreException(false, cause));
    }
}
