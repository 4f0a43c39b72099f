package ee.cqrs.faults.oracle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.faults.model.EventLog;
import ee.cqrs.faults.model.Findings;
import ee.cqrs.faults.model.SentCommand;

/** Messages of one group have their effects in the order in which the broker took them. */
final class MessagesInOrder implements Oracle {

    @Override
    public void examine(Evidence evidence, Findings findings) {
        Map<String, List<JsonNode>> byCommand = evidence.log().byCommand();
        Map<String, Long> last = new HashMap<>();
        for (SentCommand command : evidence.model().taken()) {
            List<JsonNode> events = byCommand.getOrDefault(command.commandId(), List.of());
            if (!events.isEmpty()) {
                long index = EventLog.index(events.get(0));
                Long before = last.put(EventLog.aggregate(events.get(0)), index);
                if (before != null && before > index) {
                    findings.wrong("%s overtook the message before it", EventLog.named(events.get(0)));
                }
            }
        }
    }
}
