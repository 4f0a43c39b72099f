package ee.cqrs.it.crash;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.it.client.RestClient;
import ee.cqrs.it.crash.SentCommand.Answered;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

/** The whole log as the server shows it, and what must be true of it. */
public record EventLog(List<JsonNode> events) {

    public void assertDense() {
        Map<String, Long> indexes = new HashMap<>();
        for (int i = 0; i < events.size(); i++) {
            JsonNode meta = events.get(i).get("meta");
            assertThat(meta.get("position").longValue()).as("position").isEqualTo(i + 1L);
            long expected = indexes.merge(aggregate(meta), 0L, (index, first) -> index + 1);
            assertThat(meta.get("index").longValue())
                    .as("index of %s at position %d", aggregate(meta), i + 1)
                    .isEqualTo(expected);
        }
    }

    /** What somebody was shown once stays. */
    public void assertStillHolds(List<JsonNode> shown) {
        for (JsonNode event : shown) {
            int position = event.at("/meta/position").intValue();
            assertThat(events.size())
                    .as("head, position %d was shown", position)
                    .isGreaterThanOrEqualTo(position);
            assertThat(events.get(position - 1)).as("event at %d", position).isEqualTo(event);
        }
    }

    /** Accepted commands have the events that their answers named, the others none. */
    public void assertHoldsOnce(List<Answered> answers) {
        Map<String, List<JsonNode>> byCommand = byCommand();
        for (Answered answer : answers) {
            List<JsonNode> stored = byCommand.getOrDefault(answer.command().commandId(), List.of());
            if (answer.accepted()) {
                assertThat(stored).as("events of %s", answer.command()).isEqualTo(eventsIn(answer));
            } else if (answer.rejected()) {
                assertThat(stored)
                        .as("events of the rejected %s", answer.command())
                        .isEmpty();
            }
        }
    }

    /** Every id has exactly one event. */
    public void assertHoldsOneEventOfEach(List<String> commandIds) {
        Map<String, List<JsonNode>> byCommand = byCommand();
        for (String commandId : commandIds) {
            assertThat(byCommand.getOrDefault(commandId, List.of()))
                    .as("events of the message %s", commandId)
                    .hasSize(1);
        }
    }

    public void assertHoldsNoneOf(List<String> commandIds) {
        assertThat(byCommand()).as("events by command id").doesNotContainKeys(commandIds.toArray(String[]::new));
    }

    boolean holdsAll(List<String> commandIds) {
        return byCommand().keySet().containsAll(commandIds);
    }

    /** No command had its effect twice. */
    public void assertNothingTwice() {
        assertThat(byCommand().values())
                .allSatisfy(
                        stored -> assertThat(stored).as("events of one command").hasSize(1));
    }

    /** Memory equals replay. */
    void assertStatesEqualReplay(RestClient rest) throws IOException, InterruptedException {
        for (List<JsonNode> stream : byAggregate().values()) {
            JsonNode meta = stream.get(0).get("meta");
            JsonNode live = rest.state(
                            meta.get("type").textValue(), meta.get("id").textValue())
                    .body();
            assertThat(live.get("state")).as("state of %s", meta.get("id")).isEqualTo(ReplayedState.of(stream));
            assertThat(live.at("/meta/index").intValue()).isEqualTo(stream.size() - 1);
        }
    }

    Map<String, List<JsonNode>> byAggregate() {
        return events.stream().collect(groupingBy(event -> aggregate(event.get("meta"))));
    }

    private Map<String, List<JsonNode>> byCommand() {
        return events.stream()
                .collect(groupingBy(event -> event.at("/meta/commandId").textValue()));
    }

    private static List<JsonNode> eventsIn(Answered answer) {
        List<JsonNode> events = new ArrayList<>();
        answer.body().get("events").forEach(events::add);
        return events;
    }

    private static String aggregate(JsonNode meta) {
        return meta.get("type").textValue() + "/" + meta.get("id").textValue();
    }
}
