package ee.cqrs.faults.report;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report for people. */
final class Markdown {

    private static final String HEAD = """
            | Scenario | Database | Seed | Injections | Sent | Acknowledged | Rejected | Unknown | Lost | Duplicated | Wrong | Recovery ms | Verdict |
            |---|---|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---|
            """;

    private Markdown() {}

    static String of(List<Row> rows) {
        return HEAD
                + rows.stream().map(Markdown::line).collect(Collectors.joining())
                + rows.stream()
                        .filter(row -> !row.findings().isEmpty())
                        .map(Markdown::findings)
                        .collect(Collectors.joining());
    }

    private static String line(Row row) {
        return Stream.of(
                        row.scenario(),
                        row.database(),
                        row.seed(),
                        String.join("; ", row.injections()),
                        row.sent(),
                        row.acknowledged(),
                        row.rejected(),
                        row.unknown(),
                        row.lost(),
                        row.duplicated(),
                        row.wrong(),
                        Objects.requireNonNullElse(row.recoveryMillis(), ""),
                        row.verdict())
                .map(cell -> cell.toString().replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String findings(Row row) {
        return row.findings().stream()
                .map(finding -> "- " + finding + "\n")
                .collect(Collectors.joining(
                        "", "\n%s on %s, seed %d:\n\n".formatted(row.scenario(), row.database(), row.seed()), ""));
    }
}
