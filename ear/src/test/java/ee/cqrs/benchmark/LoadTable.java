package ee.cqrs.benchmark;

import java.util.Map;

/** The table of loads that were measured in rounds. */
final class LoadTable {

    private LoadTable() {}

    static Table of(String title, Map<String, Series<Measured>> loads) {
        Table table = new Table(
                title + ": medians of three rounds",
                "load",
                "per second",
                "server CPU us",
                "generator CPU us",
                "commands/commit",
                "failures",
                "rounds");
        loads.forEach((name, series) -> {
            Measured median = series.median();
            table.row(
                    name,
                    median.perSecond(),
                    median.serverMicros(),
                    median.generatorMicros(),
                    median.perCommit(),
                    median.result().failures(),
                    series.rounds());
        });
        return table;
    }
}
