package ee.cqrs.faults.oracle;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.faults.model.EventLog;
import ee.cqrs.faults.model.Findings;

/** R2: what a server shows of an aggregate is what its events give. */
final class StatesEqualReplay implements Oracle {

    @Override
    public void examine(Evidence evidence, Findings findings) throws Exception {
        for (List<JsonNode> stream : evidence.log().byAggregate().values()) {
            JsonNode last = stream.get(stream.size() - 1);
            JsonNode meta = last.get("meta");
            JsonNode shown = evidence.states()
                    .of(meta.get("type").textValue(), meta.get("id").textValue());
            JsonNode replayed = ReplayedState.of(stream);
            if (!replayed.equals(shown.get("state")) || shown.at("/meta/index").longValue() != EventLog.index(last)) {
                findings.wrong(
                        "the state after %s is shown as %s, replayed it is %s", EventLog.named(last), shown, replayed);
            }
        }
    }
}
