package ee.cqrs.command;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.command.Recorder.Recorded;
import ee.cqrs.registry.AggregateRegistry;
import ee.cqrs.registry.BusyException;
import ee.cqrs.registry.Chain;
import ee.cqrs.registry.LiveAggregate;
import ee.cqrs.repository.AggregateRepository;
import ee.cqrs.repository.Freshness;
import ee.cqrs.settings.Settings;
import ee.cqrs.store.Append;
import ee.cqrs.store.Candidate;
import ee.cqrs.store.GroupCommit;
import ee.cqrs.store.QueueFullException;
import ee.cqrs.store.StoreException;
import ee.cqrs.store.SupersededException;
import ee.cqrs.store.UnknownOutcomeException;

/**
 * Handles commands in transactions of the framework's own: turn, attempt, save, swap. The turn ends when the append is
 * in the queue of the journal writer, so that the next command of a hot aggregate is attempted on the candidate of this
 * one and shares its commit. Nobody hears of an outcome before all that it rests on is durable.
 */
@Singleton
class CommandHandler {

    private final AggregateRegistry registry;
    private final AggregateRepository repository;
    private final Freshness freshness;
    private final Attempts attempts;
    private final GroupCommit groupCommit;
    private final CommandLog log;
    private final Settings settings;

    @Inject
    CommandHandler(
            AggregateRegistry registry,
            AggregateRepository repository,
            Freshness freshness,
            Attempts attempts,
            GroupCommit groupCommit,
            CommandLog log,
            Settings settings) {
        this.registry = registry;
        this.repository = repository;
        this.freshness = freshness;
        this.attempts = attempts;
        this.groupCommit = groupCommit;
        this.log = log;
        this.settings = settings;
    }

    /**
     * Attempts a command and hands its append over; {@link #await} must follow. Whether it was accepted before is looked
     * up last, with the other commands of its commit, or when it cannot be saved.
     *
     * @param previous the verdict on the command before it, of the same sender to the same aggregate
     * @throws SupersededException if that one is to be attempted again and comes first
     */
    <S> Verdict attempt(AggregateDefinition<S> definition, IdentifiedCommand command, Optional<Verdict> previous) {
        Verdict verdict;
        try {
            verdict = attempt(definition, command, command.repeatable(), previous);
        } catch (BusyException | QueueFullException | SupersededException | StoreException e) {
            throw e;
        } catch (RuntimeException e) { // what cannot be attempted now may have been accepted then
            return known(command).orElseThrow(() -> e);
        }
        if (verdict.own()) {
            return verdict;
        }
        Optional<Verdict> known;
        try {
            known = known(command);
        } catch (RuntimeException e) {
            giveUp(verdict);
            throw e;
        }
        known.ifPresent(found -> giveUp(verdict));
        return known.orElse(verdict);
    }

    /** The same for a command that may have been accepted meanwhile. */
    <S> Verdict attemptAgain(AggregateDefinition<S> definition, IdentifiedCommand command) {
        return foundForSure(command).orElseGet(() -> attempt(definition, command, false, Optional.empty()));
    }

    private Optional<Verdict> known(IdentifiedCommand command) {
        return command.repeatable() ? found(command) : Optional.empty();
    }

    private Optional<Verdict> found(IdentifiedCommand command) {
        return log.find(command).map(Verdict::known);
    }

    /** It may have been saved, and only the look-up can tell. */
    private Optional<Verdict> foundForSure(IdentifiedCommand command) {
        try {
            return found(command);
        } catch (CommandException e) { // the id belongs to another command
            throw e;
        } catch (RuntimeException e) {
            throw unknown(command, e);
        }
    }

    private static CommandException unknown(IdentifiedCommand command, RuntimeException cause) {
        return new CommandException(
                Problem.retry(
                        Problem.Kind.UNKNOWN_OUTCOME,
                        "Nobody knows whether the command was accepted: send it again with the command id "
                                + command.id(),
                        1),
                cause);
    }

    private void giveUp(Verdict verdict) {
        verdict.whenGiven(() -> registry.quit(verdict.place()));
    }

    private <S> Verdict attempt(
            AggregateDefinition<S> definition,
            IdentifiedCommand command,
            boolean mayBeSaved,
            Optional<Verdict> previous) {
        LiveAggregate<S> place = registry.enter(command.message().aggregate());
        Verdict verdict = null;
        try {
            verdict = attemptInTurn(definition, command, mayBeSaved, place, previous);
            return verdict;
        } finally {
            registry.endTurn(place);
            if (verdict == null) {
                registry.quit(place);
            }
        }
    }

    private <S> Verdict attemptInTurn(
            AggregateDefinition<S> definition,
            IdentifiedCommand command,
            boolean mayBeSaved,
            LiveAggregate<S> place,
            Optional<Verdict> previous) {
        AtomicReference<Chain<S>> base = new AtomicReference<>();
        Supplier<Attempts.Attempted<S>> attempt = () -> attempts.attempt(definition, command, place, () -> {
            base.set(repository.chain(definition, place));
            if (previous.filter(Verdict::isLost).isPresent()) {
                throw new SupersededException();
            }
            return base.get().latest();
        });
        long since = freshness.currentSince();
        Attempts.Attempted<S> attempted = attempt.get();
        if (!attempted.isJudged() && !freshness.isCurrent(place, since)) {
            place.drop(); // others have written: what is restored now holds
            attempted = attempt.get();
        }
        Chain<S> chain = base.get();
        if (attempted instanceof Attempts.Refused<S> refused) {
            return new Verdict(place, chain, chain.tail(), false, refused::outcome);
        }
        if (attempted instanceof Attempts.Mismatched<S> mismatched) {
            return new Verdict(place, chain, chain.tail(), false, () -> {
                throw mismatched.problem();
            });
        }
        return save(place, chain, mayBeSaved, ((Attempts.Agreed<S>) attempted).recorded());
    }

    private <S> Verdict save(LiveAggregate<S> place, Chain<S> chain, boolean mayBeSaved, Recorded<S> recorded) {
        CompletableFuture<Append> save =
                groupCommit.submit(recorded.append(), mayBeSaved, new Link<>(chain, recorded.candidate()));
        chain.extend(recorded.candidate(), save);
        return new Verdict(place, chain, save, true, () -> recorded.outcome(save.join()));
    }

    /** Waits until a verdict may be given. */
    CommandOutcome await(Verdict verdict, IdentifiedCommand command) {
        try {
            return verdict.await(command);
        } catch (UnknownOutcomeException e) { // the server stops
            throw unknown(command, e);
        } finally {
            if (verdict.place() != null) {
                giveUp(verdict);
            }
        }
    }

    int maxConflicts() {
        return settings.saveAttempts();
    }

    /** A candidate in the chain of its aggregate. */
    private record Link<S>(Chain<S> chain, AggregateState<S> candidate) implements Candidate {

        @Override
        public boolean isVoid() {
            return chain.isBroken();
        }

        @Override
        public void saved() {
            chain.saved(candidate);
        }

        @Override
        public void discarded() {
            chain.breakOff();
        }

        @Override
        public void inDoubt() {
            chain.forget();
        }
    }
}
