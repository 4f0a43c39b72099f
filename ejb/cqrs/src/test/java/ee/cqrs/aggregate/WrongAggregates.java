package ee.cqrs.aggregate;

import java.util.Random;

import jakarta.ejb.Singleton;
import jakarta.ejb.Stateful;

/** One class for each way to break the contract. */
final class WrongAggregates {

    private WrongAggregates() {}

    record State(int value) {}

    sealed interface Command {}

    record Go() implements Command {}

    record Stop() implements Command {}

    sealed interface Event {}

    record Gone() implements Event {}

    record Stopped() implements Event {}

    sealed interface Mixed {}

    record Both() implements Mixed {}

    record Loner() {}

    interface Open {}

    record Opened() implements Open {}

    sealed interface NotOnlyRecords {}

    record Fine() implements NotOnlyRecords {}

    static final class NoRecord implements NotOnlyRecords {}

    abstract static class Base extends Aggregate<State> {
        @Override
        protected State initial() {
            return new State(0);
        }
    }

    @AggregateType("wrong")
    static class NoBean extends Complete {}

    @Stateful
    @AggregateType("wrong")
    static class PassivationCapable extends Complete {}

    @Stateful(passivationCapable = false)
    @Singleton
    @AggregateType("wrong")
    static class TwoBeans extends Complete {}

    @Stateful(passivationCapable = false)
    static class NoName extends Complete {}

    @Stateful(passivationCapable = false)
    @AggregateType("Wrong Name")
    static class WrongName extends Complete {}

    @Stateful(passivationCapable = false)
    @AggregateType(value = "wrong", snapshotPeriod = -2)
    static class WrongPeriod extends Complete {}

    @Stateful(passivationCapable = false)
    @AggregateType("wrong")
    static class Indirect extends Base {}

    @SuppressWarnings("rawtypes")
    @Stateful(passivationCapable = false)
    @AggregateType("wrong")
    static class RawState extends Aggregate {
        @Override
        protected Object initial() {
            return "";
        }
    }

    @Stateful(passivationCapable = false)
    @AggregateType("wrong")
    static class StateIsNoRecord extends Aggregate<String> {
        @Override
        protected String initial() {
            return "";
        }
    }

    @Stateful(passivationCapable = false)
    @AggregateType("wrong")
    static class NoAttempt extends Aggregate<State> {
        @Override
        protected State initial() {
            return new State(0);
        }

        State apply(State state, Gone event) {
            return state;
        }
    }

    @Stateful(passivationCapable = false)
    @AggregateType("wrong")
    static class NoApply extends Aggregate<State> {
        @Override
        protected State initial() {
            return new State(0);
        }

        Decision attempt(State state, Go command) {
            return accept();
        }
    }

    @Stateful(passivationCapable = false)
    @AggregateType("wrong")
    static class CommandWithoutAttempt extends Aggregate<State> {
        @Override
        protected State initial() {
            return new State(0);
        }

        Decision attempt(State state, Go command) {
            return accept();
        }

        State apply(State state, Gone event) {
            return state;
        }

        State apply(State state, Stopped event) {
            return state;
        }
    }

    @Stateful(passivationCapable = false)
    @AggregateType("wrong")
    static class EventWithoutApply extends Aggregate<State> {
        @Override
        protected State initial() {
            return new State(0);
        }

        Decision attempt(State state, Go command) {
            return accept();
        }

        Decision attempt(State state, Stop command) {
            return accept();
        }

        State apply(State state, Gone event) {
            return state;
        }
    }

    /** Right; made wrong by what surrounds it. */
    @Stateful(passivationCapable = false)
    @AggregateType("complete")
    static class Complete extends Aggregate<State> {
        @Override
        protected State initial() {
            return new State(0);
        }

        Decision attempt(State state, Go command) {
            return accept(new Gone());
        }

        Decision attempt(State state, Stop command) {
            return null;
        }

        State apply(State state, Gone event) {
            return new State(state.value() + 1);
        }

        State apply(State state, Stopped event) {
            return null;
        }
    }

    @Stateful(passivationCapable = false)
    @AggregateType("wrong")
    static class StaticAttempt extends Aggregate<State> {
        @Override
        protected State initial() {
            return new State(0);
        }

        static Decision attempt(State state, Go command) {
            return accept();
        }
    }

    @Stateful(passivationCapable = false)
    @AggregateType("wrong")
    static class AttemptReturnsEvent extends Aggregate<State> {
        @Override
        protected State initial() {
            return new State(0);
        }

        Gone attempt(State state, Go command) {
            return new Gone();
        }
    }

    @Stateful(passivationCapable = false)
    @AggregateType("wrong")
    static class AttemptWithoutState extends Aggregate<State> {
        @Override
        protected State initial() {
            return new State(0);
        }

        Decision attempt(Go command) {
            return accept();
        }
    }

    @Stateful(passivationCapable = false)
    @AggregateType("wrong")
    static class AttemptOfInterface extends Aggregate<State> {
        @Override
        protected State initial() {
            return new State(0);
        }

        Decision attempt(State state, Command command) {
            return accept();
        }
    }

    @Stateful(passivationCapable = false)
    @AggregateType("wrong")
    static class ApplyReturnsNothing extends Aggregate<State> {
        @Override
        protected State initial() {
            return new State(0);
        }

        Decision attempt(State state, Go command) {
            return accept();
        }

        void apply(State state, Gone event) {}
    }

    @Stateful(passivationCapable = false)
    @AggregateType("wrong")
    static class CommandInNoVocabulary extends Aggregate<State> {
        @Override
        protected State initial() {
            return new State(0);
        }

        Decision attempt(State state, Loner command) {
            return accept();
        }

        State apply(State state, Gone event) {
            return state;
        }
    }

    @Stateful(passivationCapable = false)
    @AggregateType("wrong")
    static class CommandInOpenInterface extends Aggregate<State> {
        @Override
        protected State initial() {
            return new State(0);
        }

        Decision attempt(State state, Opened command) {
            return accept();
        }

        State apply(State state, Gone event) {
            return state;
        }
    }

    @Stateful(passivationCapable = false)
    @AggregateType("wrong")
    static class VocabularyWithAClass extends Aggregate<State> {
        @Override
        protected State initial() {
            return new State(0);
        }

        Decision attempt(State state, Fine command) {
            return accept();
        }

        State apply(State state, Gone event) {
            return state;
        }
    }

    @Stateful(passivationCapable = false)
    @AggregateType("wrong")
    static class CommandIsEvent extends Aggregate<State> {
        @Override
        protected State initial() {
            return new State(0);
        }

        Decision attempt(State state, Both command) {
            return accept();
        }

        State apply(State state, Both event) {
            return state;
        }
    }

    @Stateful(passivationCapable = false)
    @AggregateType("wrong")
    static class ConstructorFails extends Aggregate<State> {
        ConstructorFails() {
            throw new UnsupportedOperationException("not here");
        }

        @Override
        protected State initial() {
            return new State(0);
        }

        Decision attempt(State state, Both command) {
            return accept();
        }

        State apply(State state, Gone event) {
            return state;
        }

        State apply(State state, Stopped event) {
            return state;
        }
    }

    @Stateful(passivationCapable = false)
    @AggregateType("wrong")
    static class NeedsArguments extends Aggregate<State> {
        private final int start;

        NeedsArguments(int start) {
            this.start = start;
        }

        @Override
        protected State initial() {
            return new State(start);
        }

        Decision attempt(State state, Both command) {
            return accept();
        }

        State apply(State state, Gone event) {
            return state;
        }

        State apply(State state, Stopped event) {
            return state;
        }
    }

    @Stateful(passivationCapable = false)
    @AggregateType("wrong")
    static class InitialIsNull extends Aggregate<State> {
        @Override
        protected State initial() {
            return null;
        }

        Decision attempt(State state, Both command) {
            return accept();
        }

        State apply(State state, Gone event) {
            return state;
        }

        State apply(State state, Stopped event) {
            return state;
        }
    }

    @Stateful(passivationCapable = false)
    @AggregateType("wrong")
    static class InitialFails extends Aggregate<State> {
        @Override
        protected State initial() {
            throw new IllegalStateException("no state today");
        }

        Decision attempt(State state, Both command) {
            return accept();
        }

        State apply(State state, Gone event) {
            return state;
        }

        State apply(State state, Stopped event) {
            return state;
        }
    }

    @Stateful(passivationCapable = false)
    @AggregateType("wrong")
    static class InitialVaries extends Aggregate<State> {
        private final Random random = new Random();

        @Override
        protected State initial() {
            return new State(random.nextInt());
        }

        Decision attempt(State state, Both command) {
            return accept();
        }

        State apply(State state, Gone event) {
            return state;
        }

        State apply(State state, Stopped event) {
            return state;
        }
    }
}
