package ee.cqrs.subscription;

import jakarta.ejb.Stateful;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.aggregate.Decision;
import ee.cqrs.catalogue.AggregateDefinition;

/** An aggregate whose events are as large as a test wants. */
@Stateful(passivationCapable = false)
@AggregateType("scroll")
public class Scroll extends Aggregate<Scroll.State> {

    static final AggregateDefinition<?> DEFINITION = AggregateDefinition.of("test", Scroll.class);

    @Override
    protected State initial() {
        return new State(0);
    }

    Decision attempt(State scroll, Write command) {
        return accept(new Written("x".repeat(command.length())));
    }

    State apply(State scroll, Written event) {
        return new State(scroll.length() + event.text().length());
    }

    public record State(int length) {}

    public sealed interface Command {}

    public record Write(int length) implements Command {}

    public sealed interface Event {}

    public record Written(String text) implements Event {}
}
