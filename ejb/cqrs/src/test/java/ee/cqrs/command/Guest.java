package ee.cqrs.command;

import jakarta.ejb.Stateful;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.aggregate.Decision;
import ee.cqrs.aggregate.Releases;
import ee.cqrs.aggregate.Unique;
import ee.cqrs.catalogue.AggregateDefinition;

/** An aggregate with a name and a room that no other has. */
@Stateful(passivationCapable = false)
@AggregateType("guest")
public class Guest extends Aggregate<Guest.State> {

    static final AggregateDefinition<?> NEVER = AggregateDefinition.of("test", Guest.class);
    static final AggregateDefinition<?> PURE_SNAPSHOT = NEVER.withSnapshotPeriod(0);

    @Override
    protected State initial() {
        return new State(null, null, 0);
    }

    Decision attempt(State guest, TakeName command) {
        return accept(new NameTaken(command.name()));
    }

    Decision attempt(State guest, MoveIn command) {
        return accept(new NameTaken(command.name()), new MovedIn(command.room()));
    }

    Decision attempt(State guest, SwapNames command) {
        return accept(new NameTaken(command.first()), new NameTaken(command.second()));
    }

    Decision attempt(State guest, Wave command) {
        return accept(new Waved());
    }

    Decision attempt(State guest, Leave command) {
        return accept(new Left());
    }

    State apply(State guest, NameTaken event) {
        return new State(event.name(), guest.room(), guest.waves());
    }

    State apply(State guest, MovedIn event) {
        return new State(guest.name(), event.room(), guest.waves());
    }

    State apply(State guest, Waved event) {
        return new State(guest.name(), guest.room(), guest.waves() + 1);
    }

    State apply(State guest, Left event) {
        return new State(null, null, guest.waves());
    }

    public record State(String name, Integer room, int waves) {}

    public sealed interface Command {}

    public record TakeName(String name) implements Command {}

    public record MoveIn(String name, int room) implements Command {}

    public record SwapNames(String first, String second) implements Command {}

    public record Wave() implements Command {}

    public record Leave() implements Command {}

    public sealed interface Event {}

    public record NameTaken(@Unique("name") String name) implements Event {}

    public record MovedIn(@Unique("room") int room) implements Event {}

    public record Waved() implements Event {}

    @Releases({"name", "room"})
    public record Left() implements Event {}
}
