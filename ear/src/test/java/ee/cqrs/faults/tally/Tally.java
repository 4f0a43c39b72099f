package ee.cqrs.faults.tally;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import jakarta.ejb.Stateful;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.aggregate.Decision;
import ee.cqrs.faults.tally.TallyCommand.CountTo;
import ee.cqrs.faults.tally.TallyCommand.Misbehave;
import ee.cqrs.faults.tally.TallyEvent.Broken;
import ee.cqrs.faults.tally.TallyEvent.Counted;

/** Counts numbers, and misbehaves when it is told to. Its snapshots are far apart, and one command passes several of them. */
@Stateful(passivationCapable = false)
@AggregateType(value = "tally", snapshotPeriod = 100)
public class Tally extends Aggregate<TallyState> {

    /** The property of the server that ends all hangs. */
    public static final String NOBODY_HANGS = "cqrs.faults.nobody-hangs";

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

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

    Decision attempt(TallyState tally, Misbehave command) {
        return switch (command.way()) {
            case CRASH -> throw new IllegalStateException("A tally crashes");
            case OVERFLOW -> attempt(tally, command);
            case EAT_MEMORY -> accept(new Counted(new long[Integer.MAX_VALUE].length));
            case CRASH_IN_APPLY, OVERFLOW_IN_APPLY -> accept(new Broken(command.way()));
            case HANG -> hang(Duration.ofSeconds(command.seconds()));
        };
    }

    private static Decision hang(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end && !Boolean.getBoolean(NOBODY_HANGS)) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return accept(new Counted(1));
    }

    TallyState apply(TallyState tally, Broken event) {
        if (event.way() == Way.OVERFLOW_IN_APPLY) {
            return apply(tally, event);
        }
        throw new IllegalStateException("A tally crashes");
    }

    TallyState apply(TallyState tally, Counted event) {
        return tally.plus(event.number());
    }
}
