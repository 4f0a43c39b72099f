package ee.cqrs.faults.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a client was told about a command, whatever the entrance.
 *
 * @param status 200 if it was accepted; 0 if the answer did not arrive
 * @param body without the status that batch and messages carry in it; null if the answer did not arrive
 */
public record Answered(SentCommand command, int status, JsonNode body) {

    /** With these it is certain that this sending had no effect. */
    private static final Set<Integer> REFUSALS = Set.of(400, 404, 405, 406, 409, 412, 413, 415, 429, 503);

    public Answered {
        if (body instanceof ObjectNode object) {
            body = object.deepCopy().without("status");
        }
    }

    public static Answered withoutAnswer(SentCommand command) {
        return new Answered(command, 0, null);
    }

    public boolean accepted() {
        return status == 200;
    }

    /** By the rules of the aggregate. */
    public boolean rejected() {
        return status == 422;
    }

    /** For now, and certainly without effect. */
    public boolean refused() {
        return REFUSALS.contains(status);
    }

    /** Whether only the server knows what became of it. */
    public boolean inDoubt() {
        return !accepted() && !rejected() && !refused();
    }

    /** The events in the answer to an accepted command. */
    public List<JsonNode> events() {
        List<JsonNode> events = new ArrayList<>();
        body.path("events").forEach(events::add);
        return events;
    }
}
