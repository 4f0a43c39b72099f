package ee.cqrs.command;

import java.time.Duration;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.registry.LiveAggregate;
import ee.cqrs.registry.RestartIntensity;

/** An attempt that has begun and not returned. It ends once: by its return, or before that by being given up. */
final class RunningAttempt {

    private final LiveAggregate<?> place;
    private final long generation;
    private final IdentifiedCommand command;
    private final Thread thread = Thread.currentThread();
    private final long start;
    private volatile boolean givenUp;
    private long watched; // the watch's, like the next three
    private int looks;
    private boolean overdueTold;
    private boolean hangTold;
    private boolean ended; // guarded by this

    RunningAttempt(LiveAggregate<?> place, IdentifiedCommand command, long start) {
        this.place = place;
        this.command = command;
        this.start = start;
        generation = place.generation();
    }

    AggregateId aggregate() {
        return place.id();
    }

    IdentifiedCommand command() {
        return command;
    }

    Thread thread() {
        return thread;
    }

    boolean isGivenUp() {
        return givenUp;
    }

    Duration duration(long now) {
        return Duration.ofNanos(now - start);
    }

    /** The watch looks at it, so long after its last look, and adds that up. */
    void look(long now, long step) {
        watched += Math.min(step, now - start);
        looks++;
    }

    boolean takesLongerThan(Duration limit) {
        return watched > limit.toNanos();
    }

    boolean isPastDeadline() {
        return command.nanosLeft() < 0;
    }

    /** Whether its caller should have been answered by now, and it did not begin just before; true once, and when it is given up. */
    boolean becomesOverdue() {
        boolean becomes = looks > 1 && isPastDeadline() && (!overdueTold || givenUp && !hangTold);
        overdueTold |= becomes;
        hangTold |= becomes && givenUp;
        return becomes;
    }

    /** Does something, unless it has returned: its thread may be at another request by then. */
    synchronized void whileItRuns(Runnable action) {
        if (!ended) {
            action.run();
        }
    }

    /** Returns false if it was given up before, or has returned. */
    synchronized boolean giveUp(RestartIntensity intensity) {
        if (!place.endGeneration(generation)) {
            return false;
        }
        intensity.hangs(aggregate());
        givenUp = true;
        return true;
    }

    /** It has returned. If it was given up, its bean is not used any more, and false is returned. */
    synchronized boolean end(RestartIntensity intensity) {
        ended = true;
        if (place.endGeneration(generation)) {
            return true;
        }
        place.drop();
        intensity.returned(aggregate());
        return false;
    }
}
