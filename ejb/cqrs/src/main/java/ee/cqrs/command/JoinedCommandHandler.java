package ee.cqrs.command;

import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.repository.AggregateRepository;

/** Handles a command in the caller's transaction: it is attempted now, and saved and swapped when that commits. */
@Singleton
class JoinedCommandHandler {

    private final AggregateRepository repository;
    private final Attempts attempts;
    private final CommandLog log;

    @Inject
    JoinedCommandHandler(AggregateRepository repository, Attempts attempts, CommandLog log) {
        this.repository = repository;
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
            var attempted = attempts.attempt(definition, command, part.place(), () -> {
                AggregateState<S> durable = repository.activate(definition, part.place());
                return part.provisional().orElse(durable);
            });
            if (attempted instanceof Attempts.Refused<S> refused) {
                return refused.outcome();
            }
            if (attempted instanceof Attempts.Mismatched<S> mismatched) {
                throw mismatched.problem();
            }
            return transaction.add(part, ((Attempts.Agreed<S>) attempted).recorded());
        });
    }
}
