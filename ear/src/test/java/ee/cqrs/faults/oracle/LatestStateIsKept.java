package ee.cqrs.faults.oracle;

import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.EventLog;
import ee.cqrs.faults.model.Findings;

/**
 * R1 and R3 where only the latest state is kept: the changes that were acknowledged have the indexes from 0, each once, and
 * the state is what the last of them made of it.
 */
final class LatestStateIsKept implements Oracle {

    @Override
    public void examine(Evidence evidence, Findings findings) throws Exception {
        Map<String, TreeMap<Long, JsonNode>> changes = new TreeMap<>();
        for (Answered answer : evidence.model().accepted()) {
            if (!answer.command().isLogged()) {
                TreeMap<Long, JsonNode> ofOne =
                        changes.computeIfAbsent(answer.command().id(), id -> new TreeMap<>());
                for (JsonNode event : answer.events()) {
                    if (ofOne.putIfAbsent(EventLog.index(event), event) != null) {
                        findings.lost("%s has an index that another has, too", EventLog.named(event));
                    }
                }
            }
        }
        for (Map.Entry<String, TreeMap<Long, JsonNode>> ofOne : changes.entrySet()) {
            if (!ofOne.getValue().isEmpty()) {
                examine(ofOne.getValue(), evidence.states().of("contact-details", ofOne.getKey()), findings);
            }
        }
    }

    private static void examine(TreeMap<Long, JsonNode> changes, JsonNode shown, Findings findings) {
        JsonNode last = changes.lastEntry().getValue();
        if (changes.size() != EventLog.index(last) + 1) {
            findings.wrong("%d changes were acknowledged up to %s", changes.size(), EventLog.named(last));
        }
        boolean holds = last.get("data").properties().stream()
                .allMatch(field -> field.getValue().equals(shown.get("state").path(field.getKey())));
        if (!holds || shown.at("/meta/index").longValue() != EventLog.index(last)) {
            findings.lost("%s was acknowledged, and what is shown is %s", EventLog.named(last), shown);
        }
    }
}
