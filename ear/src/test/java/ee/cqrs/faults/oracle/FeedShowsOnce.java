package ee.cqrs.faults.oracle;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.faults.model.EventLog;
import ee.cqrs.faults.model.Findings;

/** No follower of the feed saw an event that the log lacks, skipped one, or saw one twice. */
final class FeedShowsOnce implements Oracle {

    @Override
    public void examine(Evidence evidence, Findings findings) {
        evidence.model()
                .shown()
                .forEach((follower, events) ->
                        examine(follower, evidence.model().from(follower), events, evidence.log(), findings));
    }

    private static void examine(String follower, long from, List<JsonNode> shown, EventLog log, Findings findings) {
        long last = from;
        for (JsonNode event : shown) {
            long position = EventLog.position(event);
            if (position > log.events().size()
                    || !log.events().get((int) position - 1).equals(event)) {
                findings.lost("%s was shown to %s", EventLog.named(event), follower);
            }
            if (position <= last) {
                findings.duplicated(
                        "%s was shown to %s again, after position %d", EventLog.named(event), follower, last);
            } else if (position > last + 1) {
                findings.wrong("%s skipped what is between position %d and %s", follower, last, EventLog.named(event));
            }
            last = position;
        }
    }
}
