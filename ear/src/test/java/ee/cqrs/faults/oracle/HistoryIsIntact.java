package ee.cqrs.faults.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.faults.model.EventLog;
import ee.cqrs.faults.model.Findings;

/** What the server verifies of its whole log: hashes, chains, recorded root hashes and checksums of snapshots. */
final class HistoryIsIntact implements Oracle {

    @Override
    public void examine(Evidence evidence, Findings findings) throws Exception {
        JsonNode verdict = evidence.verification().verdict();
        if (!verdict.path("sound").asBoolean()) {
            findings.wrong("the log is not what was once written: %s", verdict);
        }
        long last = evidence.log().events().stream()
                .mapToLong(EventLog::position)
                .max()
                .orElse(0);
        if (verdict.path("head").asLong(-1) != last
                || verdict.path("events").asLong() != evidence.log().events().size()) {
            findings.wrong("the log ends at position %d, and verified is %s", last, verdict);
        }
    }
}
