package ee.cqrs.command;

import java.util.Map;
import java.util.stream.Stream;

import jakarta.ejb.Stateful;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.aggregate.Alias;
import ee.cqrs.aggregate.Decision;
import ee.cqrs.aggregate.SchemaVersion;
import ee.cqrs.aggregate.Upcaster;
import ee.cqrs.catalogue.AggregateDefinition;

/** The aggregate of the engine's tests: a sum, and ways to misbehave. */
@Stateful(passivationCapable = false)
@AggregateType(value = "ledger", snapshotPeriod = 3)
public class Ledger extends Aggregate<Ledger.State> {

    static final AggregateDefinition<?> EVERY_3 = AggregateDefinition.of("test", Ledger.class);
    static final AggregateDefinition<?> EVERY_1 = EVERY_3.withSnapshotPeriod(1);
    static final AggregateDefinition<?> NEVER = EVERY_3.withSnapshotPeriod(AggregateType.NEVER);
    static final AggregateDefinition<?> PURE_SNAPSHOT = EVERY_3.withSnapshotPeriod(0);

    @Override
    protected State initial() {
        return new State(0, 0);
    }

    Decision attempt(State state, Add command) {
        return command.amount() < 0 ? reject("negative", "Add something") : accept(new Added(command.amount()));
    }

    Decision attempt(State state, Take command) {
        return state.sum() < command.amount()
                ? reject("insufficient", "There are only " + state.sum())
                : accept(new Added(-command.amount()));
    }

    Decision attempt(State state, FillUp command) {
        return state.sum() < command.sum() ? accept(new Added(command.sum() - state.sum())) : accept();
    }

    Decision attempt(State state, AddTwice command) {
        return accept(new Added(command.amount()), new Added(command.amount()));
    }

    Decision attempt(State state, AddMany command) {
        return accept(Stream.generate(() -> new Added(1)).limit(command.count()).toArray(Record[]::new));
    }

    Decision attempt(State state, Touch command) {
        return accept();
    }

    Decision attempt(State state, CrashInAttempt command) {
        throw new IllegalStateException("crash in attempt");
    }

    Decision attempt(State state, CrashInApply command) {
        return accept(new Exploded());
    }

    Decision attempt(State state, Overflow command) {
        return attempt(state, command);
    }

    Decision attempt(State state, EatMemory command) {
        return accept(new Added(new long[Integer.MAX_VALUE].length));
    }

    Decision attempt(State state, OverflowInApply command) {
        return accept(new Deepened());
    }

    State apply(State state, Deepened event) {
        return apply(state, event);
    }

    State apply(State state, Added event) {
        return new State(state.sum() + event.amount(), state.count() + 1);
    }

    State apply(State state, Exploded event) {
        throw new IllegalStateException("crash in apply");
    }

    @SchemaVersion(value = 2, upcasters = StateV1.class)
    public record State(long sum, long count) {}

    public static class StateV1 implements Upcaster {
        @Override
        public Map<String, Object> upcast(Map<String, Object> json) {
            json.put("sum", json.remove("total"));
            return json;
        }
    }

    public sealed interface Command {}

    public record Add(long amount) implements Command {}

    public record Take(long amount) implements Command {}

    public record FillUp(long sum) implements Command {}

    public record AddTwice(long amount) implements Command {}

    public record AddMany(int count) implements Command {}

    public record Touch() implements Command {}

    public record CrashInAttempt() implements Command {}

    public record CrashInApply() implements Command {}

    public record Overflow() implements Command {}

    public record EatMemory() implements Command {}

    public record OverflowInApply() implements Command {}

    public sealed interface Event {}

    @Alias("Increased")
    @SchemaVersion(
            value = 3,
            upcasters = {AddedV1.class, AddedV2.class})
    public record Added(long amount) implements Event {}

    public record Exploded() implements Event {}

    public record Deepened() implements Event {}

    public static class AddedV1 implements Upcaster {
        @Override
        public Map<String, Object> upcast(Map<String, Object> json) {
            json.put("delta", json.remove("by"));
            return json;
        }
    }

    public static class AddedV2 implements Upcaster {
        @Override
        public Map<String, Object> upcast(Map<String, Object> json) {
            json.put("amount", json.remove("delta"));
            return json;
        }
    }
}
