package ee.cqrs.faults.oracle;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.EventLog;
import ee.cqrs.faults.model.Findings;

/** R1: the log has the events of an acknowledged command, as the answer named them. */
final class AcknowledgedIsKept implements Oracle {

    @Override
    public void examine(Evidence evidence, Findings findings) {
        Map<String, List<JsonNode>> byCommand = evidence.log().byCommand();
        for (Answered answer : evidence.model().accepted()) {
            if (!answer.command().isLogged()) {
                continue; // see LatestStateIsKept
            }
            List<JsonNode> stored = byCommand.getOrDefault(answer.command().commandId(), List.of());
            for (JsonNode told : answer.events()) {
                if (!stored.contains(told)) {
                    findings.lost("%s was acknowledged to %s", EventLog.named(told), answer.command());
                }
            }
        }
    }
}
