package ee.cqrs.faults.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

/** The whole log as a server shows it. */
public record EventLog(List<JsonNode> events) {

    /** The events of each command, in the order of the log. */
    public Map<String, List<JsonNode>> byCommand() {
        return events.stream().collect(groupingBy(EventLog::commandId, LinkedHashMap::new, toList()));
    }

    /** The stream of each aggregate, by {@code type/id}. */
    public Map<String, List<JsonNode>> byAggregate() {
        return events.stream().collect(groupingBy(EventLog::aggregate, LinkedHashMap::new, toList()));
    }

    public static String commandId(JsonNode event) {
        return event.at("/meta/commandId").textValue();
    }

    public static String aggregate(JsonNode event) {
        return event.at("/meta/type").textValue() + "/" + event.at("/meta/id").textValue();
    }

    public static long index(JsonNode event) {
        return event.at("/meta/index").longValue();
    }

    public static long position(JsonNode event) {
        return event.at("/meta/position").longValue();
    }

    /** An event as findings name it. */
    public static String named(JsonNode event) {
        return "%s of %s, index %d, position %d, command id %s"
                .formatted(
                        event.path("type").asText(), aggregate(event), index(event), position(event), commandId(event));
    }
}
