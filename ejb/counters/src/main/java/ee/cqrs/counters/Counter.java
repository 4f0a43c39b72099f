package ee.cqrs.counters;

import java.util.function.Supplier;

import jakarta.ejb.Stateful;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.aggregate.Decision;
import ee.cqrs.counters.CounterCommand.ActivateCounter;
import ee.cqrs.counters.CounterCommand.BumpCounter;
import ee.cqrs.counters.CounterCommand.BumpCounterBy;
import ee.cqrs.counters.CounterCommand.ChangeOwner;
import ee.cqrs.counters.CounterCommand.DeactivateCounter;
import ee.cqrs.counters.CounterEvent.CounterActivated;
import ee.cqrs.counters.CounterEvent.CounterBumped;
import ee.cqrs.counters.CounterEvent.CounterDeactivated;
import ee.cqrs.counters.CounterEvent.OwnerChanged;

/** Counts while it is active. Every event is kept, and a snapshot of every fifth. */
@Stateful(passivationCapable = false)
@AggregateType(value = "counter", snapshotPeriod = 5)
public class Counter extends Aggregate<CounterState> {

    @Override
    protected CounterState initial() {
        return CounterState.NEW;
    }

    Decision attempt(CounterState counter, ActivateCounter command) {
        return counter.active()
                ? reject("already-active", "The counter is active already")
                : accept(new CounterActivated(command.initialValue()));
    }

    Decision attempt(CounterState counter, BumpCounter command) {
        return bump(counter, 1);
    }

    Decision attempt(CounterState counter, BumpCounterBy command) {
        return command.amount() == 0
                ? reject("amount-is-zero", "A bump by zero is none")
                : bump(counter, command.amount());
    }

    Decision attempt(CounterState counter, ChangeOwner command) {
        return whileActive(
                counter,
                () -> command.owner().equals(counter.owner()) ? accept() : accept(new OwnerChanged(command.owner())));
    }

    Decision attempt(CounterState counter, DeactivateCounter command) {
        return whileActive(counter, () -> accept(new CounterDeactivated()));
    }

    CounterState apply(CounterState counter, CounterActivated event) {
        return new CounterState(event.initialValue(), counter.owner(), true);
    }

    CounterState apply(CounterState counter, CounterBumped event) {
        return new CounterState(counter.value() + event.amount(), counter.owner(), true);
    }

    CounterState apply(CounterState counter, OwnerChanged event) {
        return new CounterState(counter.value(), event.owner(), true);
    }

    CounterState apply(CounterState counter, CounterDeactivated event) {
        return new CounterState(counter.value(), counter.owner(), false);
    }

    private static Decision bump(CounterState counter, long amount) {
        return whileActive(
                counter,
                () -> counter.canBeBumpedBy(amount)
                        ? accept(new CounterBumped(amount))
                        : reject("value-out-of-range", "The value would leave the range of a 64-bit number"));
    }

    private static Decision whileActive(CounterState counter, Supplier<Decision> rules) {
        return counter.active() ? rules.get() : reject("counter-inactive", "The counter is not active");
    }
}
