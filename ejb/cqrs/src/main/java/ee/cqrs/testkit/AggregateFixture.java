package ee.cqrs.testkit;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.aggregate.Attempt;
import ee.cqrs.aggregate.Behaviour;
import ee.cqrs.aggregate.Decision;
import ee.cqrs.catalogue.AggregateDefinition;

/**
 * One aggregate under test: {@code given(events).when(command)}, then what the {@link Outcome} is expected to be.
 *
 * @param <S> the state record
 */
public final class AggregateFixture<S> {

    private final Behaviour<S> behaviour;
    private final Aggregate<S> bean;
    private Clock clock = Clock.systemUTC();
    private S state;

    private AggregateFixture(Behaviour<S> behaviour) {
        this.behaviour = behaviour;
        bean = newBean(behaviour.aggregateClass());
        bean.become(behaviour, null);
        state = behaviour.initial();
        RoundTrip.check(state);
    }

    /**
     * A new aggregate, before any event.
     *
     * @param aggregateClass the bean class
     * @param <S> the state record
     * @return a fixture for one test
     * @throws ee.cqrs.aggregate.InvalidAggregateException if the class breaks the contract, as at deployment
     */
    @SuppressWarnings("unchecked") // the definition is that of the class
    public static <S> AggregateFixture<S> of(Class<? extends Aggregate<S>> aggregateClass) {
        return new AggregateFixture<>(
                (Behaviour<S>) AggregateDefinition.of("test", aggregateClass).behaviour());
    }

    /**
     * What happened before.
     *
     * @param events applied in order
     * @return this fixture
     */
    public AggregateFixture<S> given(Record... events) {
        for (Record event : events) {
            requireOne(behaviour.events(), event, "event");
            RoundTrip.check(event);
            S next = behaviour.apply(state, event);
            requireEqual(next, behaviour.apply(state, event));
            state = next;
            RoundTrip.check(state);
        }
        return this;
    }

    /**
     * Stops the clock.
     *
     * @param time what {@code now()} gives in the attempts that follow
     * @return this fixture
     */
    public AggregateFixture<S> at(Instant time) {
        return clock(Clock.fixed(time, ZoneOffset.UTC));
    }

    /**
     * Chooses the clock.
     *
     * @param itsClock read once for each attempt, to the microsecond as in the server
     * @return this fixture
     */
    public AggregateFixture<S> clock(Clock itsClock) {
        clock = Objects.requireNonNull(itsClock, "A fixture needs a clock");
        return this;
    }

    /**
     * Attempts a command. A command that Bean Validation refuses does not reach the aggregate.
     *
     * @param command the command
     * @return what came of it
     */
    public Outcome<S> when(Record command) {
        requireOne(behaviour.commands(), command, "command");
        RoundTrip.check(command);
        S before = state;
        Set<String> violations = CommandValidation.violations(command);
        if (!violations.isEmpty()) {
            return new Outcome<>(this, before, command, null, before, violations);
        }
        Attempt<S> attempt = bean.decide(before, command, clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (attempt.decision() instanceof Decision.Accepted accepted) {
            replay(accepted, attempt.candidate());
        }
        return new Outcome<>(this, before, command, attempt.decision(), state, violations);
    }

    private void replay(Decision.Accepted accepted, S candidate) {
        for (Record event : accepted.events()) {
            requireOne(behaviour.events(), event, "event");
        }
        given(accepted.events().toArray(Record[]::new));
        requireEqual(candidate, state);
    }

    private void requireEqual(S first, S second) {
        if (!first.equals(second)) {
            throw new AssertionError("""
                    A replay gives another state: an apply method depends on more than its parameters
                      - first:  %s
                      + second: %s""".formatted(first, second));
        }
    }

    private void requireOne(Set<Class<?>> known, Record message, String kind) {
        if (!known.contains(message.getClass())) {
            throw new IllegalArgumentException("%s is no %s of %s"
                    .formatted(message, kind, behaviour.aggregateClass().getSimpleName()));
        }
    }

    private static <A> A newBean(Class<A> type) {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot create " + type.getName(), e);
        }
    }
}
