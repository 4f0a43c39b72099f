package ee.cqrs.it.container;

import jakarta.ejb.Stateful;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.aggregate.Decision;

/** A wrong aggregate: a command has no attempt method. */
@Stateful(passivationCapable = false)
@AggregateType("forgetful")
public class Forgetful extends Aggregate<Forgetful.State> {

    @Override
    protected State initial() {
        return new State(0);
    }

    Decision attempt(State state, Known command) {
        return accept(new Happened());
    }

    State apply(State state, Happened event) {
        return state;
    }

    public record State(int nothing) {}

    public sealed interface Command {}

    public record Known() implements Command {}

    public record Forgotten() implements Command {}

    public sealed interface Event {}

    public record Happened() implements Event {}
}
