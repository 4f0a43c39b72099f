package ee.cqrs.benchmark;

import java.time.Duration;

import ee.cqrs.benchmark.inside.LoadResult;

/**
 * One measurement of a load.
 *
 * @param result what was done
 * @param commits transactions that the transaction manager committed meanwhile
 * @param events how far the journal's head moved
 * @param processors what it took
 */
record Measured(LoadResult result, long commits, long events, ProcessorTime processors) {

    /** Every command of these loads has one event: what was counted must be in the store. */
    Measured requireEvents() {
        if (events != result.commands()) {
            throw new IllegalStateException("%d commands were accepted, but %d events are there. The first failure: %s"
                    .formatted(result.commands(), events, result.failure()));
        }
        return this;
    }

    double perSecond() {
        return result.commands() * 1e9 / result.nanos();
    }

    /** Commands that shared a commit, 0 if the container committed nothing. */
    double perCommit() {
        return commits == 0 ? 0 : (double) result.commands() / commits;
    }

    double serverMicros() {
        return micros(processors.server());
    }

    double generatorMicros() {
        return micros(processors.generator());
    }

    private double micros(Duration spent) {
        return spent.toNanos() / 1e3 / result.commands();
    }
}
