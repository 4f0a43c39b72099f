package ee.cqrs.faults;

import java.util.stream.Collectors;

import ee.cqrs.faults.report.Report;
import ee.cqrs.faults.report.Row;
import org.opentest4j.TestAbortedException;

/** A scenario did not pass; its row is in the report already. */
final class ScenarioFailure extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final transient Report report;
    private final transient Row row;

    ScenarioFailure(Report report, Row row) {
        super("%s on %s, seed %d, %s%s"
                .formatted(
                        row.scenario(),
                        row.database(),
                        row.seed(),
                        row.verdict(),
                        row.findings().stream().map("\n  "::concat).collect(Collectors.joining())));
        this.report = report;
        this.row = row;
    }

    /** Adds to the row what ended the scenario. */
    void causedBy(Throwable cause) {
        String why =
                String.valueOf(cause.getMessage()).strip().lines().findFirst().orElse("");
        report.write(
                cause instanceof TestAbortedException
                        ? row.skipped(why)
                        : row.failed(cause.getClass().getSimpleName() + ": " + why));
    }
}
