package ee.cqrs.faults.oracle;

import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.faults.model.EventLog;
import ee.cqrs.faults.model.Findings;

/** R3 and R4: positions count from 1, indexes of each stream from 0, in the order of the log. */
final class DenseNumbers implements Oracle {

    @Override
    public void examine(Evidence evidence, Findings findings) {
        Map<String, Long> indexes = new HashMap<>();
        long position = 0;
        for (JsonNode event : evidence.log().events()) {
            number("position", position + 1, EventLog.position(event), event, findings);
            long expected = indexes.getOrDefault(EventLog.aggregate(event), -1L) + 1;
            number("index", expected, EventLog.index(event), event, findings);
            position = EventLog.position(event);
            indexes.put(EventLog.aggregate(event), EventLog.index(event));
        }
    }

    private static void number(String what, long expected, long actual, JsonNode event, Findings findings) {
        if (actual < expected) {
            findings.duplicated("%s %d is there again: %s", what, actual, EventLog.named(event));
        } else if (actual > expected) {
            findings.lost("no event has the %s %d, before %s", what, expected, EventLog.named(event));
        }
    }
}
