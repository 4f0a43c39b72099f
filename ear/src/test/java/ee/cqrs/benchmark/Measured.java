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

    /** Every command of these loads has one event: what was accepted is in the store, and nothing that was not sent. */
    Measured requireEvents() {
        if (events < result.commands() || events > result.commands() + result.failures()) {
            throw new IllegalStateException("%d commands were accepted, %d failed (%s), but %d events are there"
                    .formatted(result.commands(), result.failures(), result.failure(), events));
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

    double databaseMicros() {
        return micros(processors.database());
    }

    double generatorMicros() {
        return micros(processors.generator());
    }

    private double micros(Duration spent) {
        return spent.toNanos() / 1e3 / result.commands();
    }
}
