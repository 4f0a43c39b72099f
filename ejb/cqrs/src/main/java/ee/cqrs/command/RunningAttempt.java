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
    private final long start = System.nanoTime();
    private volatile boolean givenUp;
    private boolean overdueTold; // the watch's

    RunningAttempt(LiveAggregate<?> place, IdentifiedCommand command) {
        this.place = place;
        this.command = command;
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

    boolean takesLongerThan(Duration limit) {
        return System.nanoTime() - start > limit.toNanos();
    }

    Duration duration() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Whether its caller should have been answered by now; true once. */
    boolean becomesOverdue() {
        boolean becomes = !overdueTold && command.nanosLeft() < 0;
        overdueTold |= becomes;
        return becomes;
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
        if (place.endGeneration(generation)) {
            return true;
        }
        place.drop();
        intensity.returned(aggregate());
        return false;
    }
}
