package ee.cqrs.faults.oracle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.EventLog;
import ee.cqrs.faults.model.Findings;

/** R5: the events of a command are those of one append, a repeat gets the first answer, and nothing stays in doubt. */
final class OneEffect implements Oracle {

    @Override
    public void examine(Evidence evidence, Findings findings) {
        Map<String, Answered> told = new HashMap<>();
        evidence.model().accepted().forEach(answer -> told.put(answer.command().commandId(), answer));
        for (Answered again : evidence.model().repeated()) {
            Answered first = told.get(again.command().commandId());
            if (!again.accepted() || !again.body().equals(first.body())) {
                findings.wrong(
                        "%s was accepted with %s; sent again it is answered with %d %s",
                        again.command(), first.body(), again.status(), again.body());
            }
        }
        evidence.log().byCommand().forEach((commandId, events) -> {
            Answered answer = told.get(commandId);
            if (answer != null && events.size() > answer.events().size() || !isOneAppend(events)) {
                findings.duplicated(
                        "%s and %d more events of its command", EventLog.named(events.get(0)), events.size() - 1);
            }
        });
        evidence.model()
                .inDoubt()
                .forEach(command -> findings.wrong("nobody says what became of %s, though it was sent again", command));
    }

    private static boolean isOneAppend(List<JsonNode> events) {
        JsonNode first = events.get(0);
        for (int i = 0; i < events.size(); i++) {
            JsonNode event = events.get(i);
            if (!EventLog.aggregate(event).equals(EventLog.aggregate(first))
                    || EventLog.index(event) != EventLog.index(first) + i
                    || EventLog.position(event) != EventLog.position(first) + i) {
                return false;
            }
        }
        return true;
    }
}
