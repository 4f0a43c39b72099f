package ee.cqrs.faults;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ee.cqrs.faults.model.Findings;
import ee.cqrs.faults.model.Model;
import ee.cqrs.faults.report.Row;

/** What a scenario remembers for its row. */
final class ScenarioRecord {

    private final String scenario;
    private final String database;
    private final long seed;
    private final long started = System.currentTimeMillis();
    private final Map<String, Integer> injections = new LinkedHashMap<>();
    private Duration recovery;

    ScenarioRecord(String scenario, String database, long seed) {
        this.scenario = scenario;
        this.database = database;
        this.seed = seed;
    }

    void injected(String what) {
        injections.merge(what, 1, Integer::sum);
    }

    void recovered(Duration time) {
        recovery = recovery == null || time.compareTo(recovery) > 0 ? time : recovery;
    }

    Row row(Model model, Findings findings, boolean checked) {
        Row row = new Row(
                scenario,
                database,
                seed,
                started,
                (System.currentTimeMillis() - started) / 1_000,
                injections(),
                model.commandIds().size(),
                model.accepted().size(),
                model.rejected().size(),
                model.everUnknown(),
                findings.lost(),
                findings.duplicated(),
                findings.wrong(),
                recovery == null ? null : recovery.toMillis(),
                Row.PASSED,
                findings.sentences());
        if (!findings.isEmpty()) {
            return row.failed("promises are broken");
        }
        return checked ? row : row.failed("it ended before its last check");
    }

    private List<String> injections() {
        return injections.entrySet().stream()
                .map(injection -> injection.getValue() == 1
                        ? injection.getKey()
                        : injection.getValue() + " x " + injection.getKey())
                .toList();
    }
}
