package ee.cqrs.it.container;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.ejb.Stateful;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.aggregate.Decision;

/** An aggregate that can misbehave in every way that a test asks for. */
@Stateful(passivationCapable = false)
@AggregateType(value = "probe", snapshotPeriod = 3)
public class Probe extends Aggregate<Probe.State> {

    public static final Map<String, CountDownLatch> GATES = new ConcurrentHashMap<>();

    @Override
    protected State initial() {
        return new State(0);
    }

    Decision attempt(State state, Add command) {
        return command.amount() == 0 ? reject("zero", "Add something") : accept(new Added(command.amount()));
    }

    Decision attempt(State state, Crash command) {
        throw new IllegalStateException("crash in attempt");
    }

    Decision attempt(State state, Overflow command) {
        return attempt(state, command);
    }

    Decision attempt(State state, EatMemory command) {
        return accept(new Added(new long[Integer.MAX_VALUE].length));
    }

    Decision attempt(State state, CrashInApply command) {
        return accept(new Added(1), new Exploded());
    }

    Decision attempt(State state, Linger command) throws InterruptedException {
        GATES.get(command.gate() + " entered").countDown();
        return GATES.get(command.gate()).await(20, TimeUnit.SECONDS)
                ? accept(new Added(1))
                : reject("gate-closed", "Nobody opened the gate");
    }

    State apply(State state, Added event) {
        return new State(state.sum() + event.amount());
    }

    State apply(State state, Exploded event) {
        throw new IllegalStateException("crash in apply");
    }

    public record State(long sum) {}

    public sealed interface Command {}

    public record Add(long amount) implements Command {}

    public record Crash() implements Command {}

    public record Overflow() implements Command {}

    public record EatMemory() implements Command {}

    public record CrashInApply() implements Command {}

    public record Linger(String gate) implements Command {}

    public sealed interface Event {}

    public record Added(long amount) implements Event {}

    public record Exploded() implements Event {}
}
