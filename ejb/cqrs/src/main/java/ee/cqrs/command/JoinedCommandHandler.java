package ee.cqrs.command;

import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.repository.AggregateRepository;
import ee.cqrs.repository.Freshness;

/** Handles a command in the caller's transaction: it is attempted now, and saved and swapped when that commits. */
@Singleton
class JoinedCommandHandler {

    private final AggregateRepository repository;
    private final Freshness freshness;
    private final Attempts attempts;
    private final CommandLog log;

    @Inject
    JoinedCommandHandler(AggregateRepository repository, Freshness freshness, Attempts attempts, CommandLog log) {
        this.repository = repository;
        this.freshness = freshness;
        this.attempts = attempts;
        this.log = log;
    }

    <S> CommandOutcome handle(
            AggregateDefinition<S> definition, IdentifiedCommand command, JoinedTransaction transaction) {
        Optional<CommandOutcome> repeated = transaction.repeated(command);
        if (repeated.isEmpty() && command.repeatable()) {
            transaction.reserve(command.message().commandId());
            repeated = log.find(command);
        }
        return repeated.orElseGet(() -> attempt(definition, command, transaction));
    }

    private <S> CommandOutcome attempt(
            AggregateDefinition<S> definition, IdentifiedCommand command, JoinedTransaction transaction) {
        JoinedTransaction.Part<S> part = transaction.enter(command.message().aggregate());
        return transaction.whileActive(() -> {
            long since = freshness.currentSince();
            if (part.provisional().isEmpty() && !freshness.isCurrent(part.place(), since)) {
                part.drop(); // the commit would refuse what rests on an old state, and nobody could attempt it again
            }
            Attempts.Attempted<S> attempted = attempt(definition, command, part);
            if (!attempted.isJudged() && !freshness.isCurrent(part.place(), since)) {
                part.drop();
                attempted = attempt(definition, command, part);
            }
            if (attempted instanceof Attempts.Refused<S> refused) {
                return refused.outcome();
            }
            if (attempted instanceof Attempts.Mismatched<S> mismatched) {
                throw mismatched.problem();
            }
            return transaction.add(part, ((Attempts.Agreed<S>) attempted).recorded());
        });
    }

    private <S> Attempts.Attempted<S> attempt(
            AggregateDefinition<S> definition, IdentifiedCommand command, JoinedTransaction.Part<S> part) {
        return attempts.attempt(definition, command, part.place(), () -> {
            AggregateState<S> durable = repository.activate(definition, part.place());
            return part.provisional().orElse(durable);
        });
    }
}
