package ee.cqrs.it.container;

import jakarta.ejb.Singleton;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.aggregate.Decision;

/** The only one of its type. */
@Singleton
@AggregateType("board")
public class Board extends Aggregate<Board.State> {

    @Override
    protected State initial() {
        return new State("");
    }

    Decision attempt(State state, Write command) {
        return accept(new Written(command.text()));
    }

    Decision attempt(State state, Tear command) {
        throw new IllegalStateException("torn");
    }

    State apply(State state, Written event) {
        return new State(state.text() + event.text());
    }

    public record State(String text) {}

    public sealed interface Command {}

    public record Write(String text) implements Command {}

    public record Tear() implements Command {}

    public sealed interface Event {}

    public record Written(String text) implements Event {}
}
