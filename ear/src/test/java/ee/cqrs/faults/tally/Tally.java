package ee.cqrs.faults.tally;

import java.util.stream.IntStream;

import jakarta.ejb.Stateful;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.aggregate.Decision;
import ee.cqrs.faults.tally.TallyCommand.CountTo;
import ee.cqrs.faults.tally.TallyEvent.Counted;

/** Counts numbers. Its snapshots are far apart, and one command passes several of them. */
@Stateful(passivationCapable = false)
@AggregateType(value = "tally", snapshotPeriod = 100)
public class Tally extends Aggregate<TallyState> {

    @Override
    protected TallyState initial() {
        return TallyState.NEW;
    }

    Decision attempt(TallyState tally, CountTo command) {
        return command.last() < 1
                ? reject("nothing-to-count", "Numbers count from 1")
                : accept(IntStream.rangeClosed(1, command.last())
                        .mapToObj(Counted::new)
                        .toArray(Counted[]::new));
    }

    TallyState apply(TallyState tally, Counted event) {
        return tally.plus(event.number());
    }
}
