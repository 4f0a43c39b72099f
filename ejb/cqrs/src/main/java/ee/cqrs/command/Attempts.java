package ee.cqrs.command;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

import jakarta.ejb.EJBException;
import jakarta.ejb.NoSuchEJBException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.aggregate.Attempt;
import ee.cqrs.aggregate.Decision;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.registry.LiveAggregate;
import ee.cqrs.registry.RestartIntensity;

/** Attempts a command on the bean of an aggregate, and has a bean that is gone revived. */
@Singleton
class Attempts {

    private final RestartIntensity intensity;
    private final AttemptWatch watch;
    private final Recorder recorder;
    private final Clock clock;

    @Inject
    Attempts(RestartIntensity intensity, AttemptWatch watch, Recorder recorder, Clock clock) {
        this.intensity = intensity;
        this.watch = watch;
        this.recorder = recorder;
        this.clock = clock;
    }

    /**
     * Attempts a command; nothing changes but, after a crash, that the bean is gone.
     *
     * @param base finds the state to decide on; asked again if the bean turns out to be gone
     * @throws CommandException if the bean crashes
     * @throws GivenUpException if the rules return after they were given up
     */
    <S> Attempted<S> attempt(
            AggregateDefinition<S> definition,
            IdentifiedCommand command,
            LiveAggregate<S> place,
            Supplier<AggregateState<S>> base) {
        try {
            return attemptRevived(definition, command, place, base);
        } catch (Error e) { // too deep or too large, in the rules or in what they were given: the next command starts
            // anew
            long index = place.durable().map(AggregateState::index).orElse(-1L);
            throw crashed(command.message(), place, index, e);
        }
    }

    private <S> Attempted<S> attemptRevived(
            AggregateDefinition<S> definition,
            IdentifiedCommand command,
            LiveAggregate<S> place,
            Supplier<AggregateState<S>> base) {
        try {
            return attemptOn(base.get(), definition, command, place);
        } catch (NoSuchEJBException e) {
            place.drop(); // somebody destroyed the bean: a new one, and the same command
            return attemptOn(base.get(), definition, command, place);
        }
    }

    private <S> Attempted<S> attemptOn(
            AggregateState<S> before,
            AggregateDefinition<S> definition,
            IdentifiedCommand command,
            LiveAggregate<S> place) {
        CommandMessage message = command.message();
        if (message.expectedIndex() != null && message.expectedIndex() != before.index()) {
            return new Mismatched<>(mismatch(message, before));
        }
        Instant time = timeAfter(before);
        Attempt<S> attempt = attemptOnBean(command, place, before, time);
        if (attempt.decision() instanceof Decision.Rejected rejected) {
            return new Refused<>(new CommandOutcome.Rejected(message.commandId(), rejected.code(), rejected.message()));
        }
        var accepted = (Decision.Accepted) attempt.decision();
        return new Agreed<>(recorder.record(definition, command, before, accepted, attempt.candidate(), time));
    }

    private <S> Attempt<S> attemptOnBean(
            IdentifiedCommand command, LiveAggregate<S> place, AggregateState<S> before, Instant time) {
        CommandMessage message = command.message();
        try {
            return watch.watched(place, command, () -> place.attempt(before.state(), message.command(), time));
        } catch (NoSuchEJBException e) {
            throw e;
        } catch (EJBException e) {
            if (Failures.isStop(e)) {
                throw e;
            }
            throw crashed(message, place, before.index(), e);
        }
    }

    private CommandException crashed(CommandMessage message, LiveAggregate<?> place, long index, Throwable cause) {
        place.drop();
        intensity.crashed(message.aggregate());
        return new CommandException(
                Problem.of(
                        Problem.Kind.INTERNAL,
                        "%s crashed at index %d; nothing was saved. The server's log tells more under the command id %s"
                                .formatted(message.aggregate(), index, message.commandId())),
                cause);
    }

    private static CommandException mismatch(CommandMessage message, AggregateState<?> before) {
        return new CommandException(Problem.of(
                Problem.Kind.INDEX_MISMATCH,
                "%s is at index %d, not %d: read it again and decide anew"
                        .formatted(message.aggregate(), before.index(), message.expectedIndex())));
    }

    /** Never earlier than the state, should the clock have stepped back. */
    private Instant timeAfter(AggregateState<?> before) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant last = before.meta().timestamp();
        return now.isBefore(last) ? last : now;
    }

    /** What the rules said. */
    sealed interface Attempted<S> {

        /**
         * Whether the store judges it, for it holds events: their keys refuse them if they rest on an old state. That a natural
         * key is taken is told before that.
         */
        default boolean isJudged() {
            return false;
        }
    }

    record Refused<S>(CommandOutcome.Rejected outcome) implements Attempted<S> {}

    record Mismatched<S>(CommandException problem) implements Attempted<S> {}

    record Agreed<S>(Recorder.Recorded<S> recorded) implements Attempted<S> {

        @Override
        public boolean isJudged() {
            return !recorded.events().isEmpty() && recorded.append().keys().isEmpty();
        }
    }
}
