package ee.cqrs.benchmark;

import java.util.Map;
import java.util.Objects;

/** The table of loads that were measured in rounds. */
final class LoadTable {

    private LoadTable() {}

    static Table of(String title, Map<String, Series<Measured>> loads) {
        Table table = new Table(
                title + ": medians of three rounds",
                "load",
                "per second",
                "server CPU us",
                "database CPU us",
                "generator CPU us",
                "commands/commit",
                "rounds",
                "failures",
                "such as");
        loads.forEach((name, series) -> {
            Measured median = series.median();
            table.row(
                    name,
                    median.perSecond(),
                    median.serverMicros(),
                    median.databaseMicros(),
                    median.generatorMicros(),
                    median.perCommit(),
                    series.rounds(),
                    sum(series),
                    first(series));
        });
        return table;
    }

    private static long sum(Series<Measured> series) {
        return series.all().stream().mapToLong(one -> one.result().failures()).sum();
    }

    private static String first(Series<Measured> series) {
        return series.all().stream()
                .map(one -> one.result().failure())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
