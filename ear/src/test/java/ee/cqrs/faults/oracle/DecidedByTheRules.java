package ee.cqrs.faults.oracle;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.faults.model.EventLog;
import ee.cqrs.faults.model.Findings;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.faults.oracle.Rules.Expected;

import static java.util.stream.Collectors.groupingBy;

/**
 * Every command has the events that the rules give it in the state that its stream had come to, and there was a state in
 * which they reject what was rejected.
 */
final class DecidedByTheRules implements Oracle {

    @Override
    public void examine(Evidence evidence, Findings findings) {
        Map<String, List<SentCommand>> rejected = evidence.model().rejected().stream()
                .collect(groupingBy(command -> command.type() + "/" + command.id()));
        evidence.log().byAggregate().forEach((aggregate, stream) -> new Course(
                        evidence, new ArrayList<>(rejected.getOrDefault(aggregate, List.of())), findings)
                .follow(stream));
    }

    /** From state to state, along one stream. */
    private record Course(Evidence evidence, List<SentCommand> rejected, Findings findings) {

        void follow(List<JsonNode> stream) {
            ReplayedState state = new ReplayedState();
            for (int i = 0; i < stream.size(); ) {
                List<JsonNode> events = ofOneCommand(stream, i);
                judge(state.json(), events);
                events.forEach(state::apply);
                forgetRejectedIn(state.json()); // not in the first state: clients make an aggregate before they use it
                i += events.size();
            }
            rejected.forEach(command -> findings.wrong("%s was rejected, and there was never a reason", command));
        }

        private void judge(JsonNode state, List<JsonNode> events) {
            evidence.model().command(EventLog.commandId(events.get(0))).ifPresent(command -> {
                List<Expected> expected = Rules.decide(state, command);
                if (!areAsExpected(events, expected)) {
                    findings.wrong(
                            "%s is of %s with %s, which in the state %s gives %s",
                            EventLog.named(events.get(0)), command, command.body(), state, expected);
                }
            });
        }

        private void forgetRejectedIn(JsonNode state) {
            rejected.removeIf(command -> Rules.decide(state, command).isEmpty());
        }

        private static List<JsonNode> ofOneCommand(List<JsonNode> stream, int first) {
            String id = EventLog.commandId(stream.get(first));
            int end = first;
            while (end < stream.size() && EventLog.commandId(stream.get(end)).equals(id)) {
                end++;
            }
            return stream.subList(first, end);
        }

        private static boolean areAsExpected(List<JsonNode> events, List<Expected> expected) {
            boolean same = events.size() == expected.size();
            for (int i = 0; same && i < events.size(); i++) {
                JsonNode event = events.get(i);
                same = event.get("type").asText().equals(expected.get(i).type())
                        && holds(event.get("data"), expected.get(i).data());
            }
            return same;
        }

        private static boolean holds(JsonNode data, JsonNode fields) {
            for (Iterator<String> names = fields.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                JsonNode there = data.path(name);
                JsonNode wanted = fields.get(name);
                boolean equal = wanted.isNumber() && there.isNumber()
                        ? wanted.decimalValue().compareTo(there.decimalValue()) == 0
                        : wanted.equals(there);
                if (!equal) {
                    return false;
                }
            }
            return true;
        }
    }
}
