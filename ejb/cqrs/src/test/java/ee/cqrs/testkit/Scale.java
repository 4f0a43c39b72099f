package ee.cqrs.testkit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import jakarta.ejb.Stateful;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.aggregate.Decision;

/** A kitchen scale with faults to choose from, for the canaries. */
@Stateful(passivationCapable = false)
@AggregateType("scale")
class Scale extends Aggregate<Scale.State> {

    private final List<BigDecimal> seen = new ArrayList<>();

    record State(BigDecimal grams, Double reading, int weighings) {}

    sealed interface Command {}

    record PutOn(BigDecimal grams) implements Command {}

    record ReadNotANumber() implements Command {}

    record CountInTheBean() implements Command {}

    record Chat() implements Command {}

    sealed interface Event {}

    record Weighed(BigDecimal grams) implements Event {}

    record Misread(Double reading) implements Event {}

    record Counted() implements Event {}

    record Stranger() {}

    @Override
    protected State initial() {
        return new State(BigDecimal.ZERO, 0.0, 0);
    }

    Decision attempt(State scale, PutOn command) {
        return accept(new Weighed(command.grams()));
    }

    Decision attempt(State scale, ReadNotANumber command) {
        return accept(new Misread(Double.NaN));
    }

    Decision attempt(State scale, CountInTheBean command) {
        return accept(new Counted());
    }

    Decision attempt(State scale, Chat command) {
        return accept(new Stranger());
    }

    State apply(State scale, Weighed event) {
        return new State(event.grams().stripTrailingZeros(), 0.0, scale.weighings());
    }

    State apply(State scale, Misread event) {
        return new State(scale.grams(), event.reading(), scale.weighings());
    }

    State apply(State scale, Counted event) {
        seen.add(scale.grams());
        return new State(scale.grams(), 0.0, seen.size());
    }
}
