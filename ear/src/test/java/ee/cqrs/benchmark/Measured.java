package ee.cqrs.benchmark;

import java.util.Map;

import ee.cqrs.benchmark.inside.LoadResult;

/**
 * One measurement of a load inside the server.
 *
 * @param result what was done
 * @param processors what it took
 */
record Measured(LoadResult result, ProcessorTime processors) {

    double perSecond() {
        return result.commands() * 1e9 / result.nanos();
    }

    /** Commands that shared a commit, 0 if nothing was committed by the container. */
    double perCommit() {
        return result.commits() == 0 ? 0 : (double) result.commands() / result.commits();
    }

    double serverMicrosPerCommand() {
        return processors.server().toNanos() / 1e3 / result.commands();
    }

    static Table table(String title, Map<String, Measured> measured) {
        Table table = new Table(title, "load", "commands/s", "CPU us/command", "commands/commit", "failures");
        measured.forEach((name, one) -> table.row(
                name,
                one.perSecond(),
                one.serverMicrosPerCommand(),
                one.perCommit(),
                one.result().failures()));
        return table;
    }
}
