package ee.cqrs.aggregate;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** A wrong aggregate is refused with its class, what is wrong in it, and what to do. */
class BehaviourScanTest {

    static Stream<Arguments> wrongAggregates() {
        return Stream.of(
                arguments(WrongAggregates.NoBean.class, "is no session bean", "or @Singleton."),
                arguments(
                        WrongAggregates.PassivationCapable.class, "may write it to disk", "passivationCapable = false"),
                arguments(WrongAggregates.TwoBeans.class, "is two kinds of bean", "Keep @Stateful"),
                arguments(WrongAggregates.NoName.class, "has no legal type name", "@AggregateType(\"name\")"),
                arguments(WrongAggregates.WrongName.class, "has no legal type name", "lower case letters"),
                arguments(WrongAggregates.WrongPeriod.class, "has snapshotPeriod -2", "Give NEVER, 0"),
                arguments(WrongAggregates.Indirect.class, "does not say its state", "Extend Aggregate<State> directly"),
                arguments(WrongAggregates.RawState.class, "does not say its state", "with a record as State"),
                arguments(WrongAggregates.StateIsNoRecord.class, "does not say its state", "with a record as State"),
                arguments(
                        WrongAggregates.NoAttempt.class,
                        "has no attempt method",
                        "Write Decision attempt(State state, <record> command)"),
                arguments(
                        WrongAggregates.NoApply.class,
                        "has no apply method",
                        "Write State apply(State state, <record> event)"),
                arguments(
                        WrongAggregates.CommandWithoutAttempt.class,
                        "the command Stop has no attempt method",
                        "Write the method, or take the record out"),
                arguments(
                        WrongAggregates.EventWithoutApply.class,
                        "the event Stopped has no apply method",
                        "Write the method, or take the record out"),
                arguments(
                        WrongAggregates.StaticAttempt.class,
                        "StaticAttempt.attempt(",
                        "has the wrong signature. Write Decision attempt(State state, <record> command)"),
                arguments(
                        WrongAggregates.AttemptReturnsEvent.class,
                        "AttemptReturnsEvent.attempt(",
                        "has the wrong signature. Write Decision"),
                arguments(
                        WrongAggregates.AttemptWithoutState.class,
                        "AttemptWithoutState.attempt(",
                        "has the wrong signature. Write Decision"),
                arguments(
                        WrongAggregates.AttemptOfInterface.class,
                        "takes Command, which is no record and so ambiguous",
                        "Write one method for each record"),
                arguments(
                        WrongAggregates.ApplyReturnsNothing.class,
                        "ApplyReturnsNothing.apply(",
                        "has the wrong signature. Write State apply(State state, <record> event)"),
                arguments(
                        WrongAggregates.CommandInNoVocabulary.class,
                        "the command Loner belongs to no sealed interface",
                        "List the commands in one sealed interface"),
                arguments(
                        WrongAggregates.CommandInOpenInterface.class,
                        "the command Opened belongs to no sealed interface",
                        "List the commands in one sealed interface"),
                arguments(
                        WrongAggregates.VocabularyWithAClass.class,
                        "the command NoRecord has no attempt method",
                        "take the record out of the sealed interface"),
                arguments(
                        WrongAggregates.CommandIsEvent.class, "Both is both a command and an event", "Use two records"),
                arguments(
                        WrongAggregates.ConstructorFails.class,
                        "cannot be created: java.lang.UnsupportedOperationException: not here",
                        "constructor without parameters that does not fail"),
                arguments(
                        WrongAggregates.NeedsArguments.class,
                        "cannot be created: java.lang.NoSuchMethodException",
                        "constructor without parameters"),
                arguments(WrongAggregates.InitialIsNull.class, "initial() returns null", "Return the state before"),
                arguments(
                        WrongAggregates.InitialFails.class,
                        "initial() fails: java.lang.IllegalStateException: no state today",
                        "Return the state before"),
                arguments(WrongAggregates.InitialVaries.class, "initial() returns State[", "the same in every call"));
    }

    @ParameterizedTest
    @MethodSource("wrongAggregates")
    void aWrongAggregateIsRefused(Class<? extends Aggregate<?>> type, String fault, String remedy) {
        assertThatExceptionOfType(InvalidAggregateException.class)
                .isThrownBy(() -> Behaviour.of(type))
                .withMessageStartingWith(type.getName() + ": ")
                .withMessageContaining(fault)
                .withMessageContaining(remedy);
    }

    @Test
    void canary_aCompleteAggregateIsTaken() {
        Behaviour<?> behaviour = Behaviour.of(WrongAggregates.Complete.class);

        assertThat(behaviour.aggregateClass()).isEqualTo(WrongAggregates.Complete.class);
        assertThat(behaviour.stateClass()).isEqualTo(WrongAggregates.State.class);
        assertThat(behaviour.commands())
                .containsExactlyInAnyOrder(WrongAggregates.Go.class, WrongAggregates.Stop.class);
        assertThat(behaviour.events())
                .containsExactlyInAnyOrder(WrongAggregates.Gone.class, WrongAggregates.Stopped.class);
        assertThat(behaviour.initial()).isEqualTo(new WrongAggregates.State(0));
    }
}
