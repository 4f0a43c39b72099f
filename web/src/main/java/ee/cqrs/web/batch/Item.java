package ee.cqrs.web.batch;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.CommandRequest;
import ee.cqrs.command.Problem;
import ee.cqrs.json.InvalidJsonException;
import ee.cqrs.json.Json;

/** One command of a batch: where it goes, and its fields as they were sent. */
record Item(Envelope envelope, String data) {

    private static final long LOWEST_INDEX = -1;

    static Item read(Json json, String text) {
        Map<String, String> fields = JsonText.fields(text);
        String data = fields.remove("data");
        if (data == null || data.equals("null")) {
            throw missing("data");
        }
        return new Item(envelope(json, fields), data);
    }

    CommandRequest request(String origin, String correlationId) {
        return new CommandRequest(
                envelope.type(),
                envelope.id(),
                envelope.command(),
                data.getBytes(StandardCharsets.UTF_8),
                envelope.commandId(),
                envelope.expectedIndex(),
                origin,
                correlationId);
    }

    private static Envelope envelope(Json json, Map<String, String> fields) {
        String withoutData = fields.entrySet().stream()
                .map(field -> json.write(field.getKey()) + ":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
        try {
            return json.read(withoutData, Envelope.class).checked();
        } catch (InvalidJsonException e) {
            throw new CommandException(Problem.malformed(e.field(), e.getMessage()), e);
        }
    }

    private static CommandException missing(String field) {
        return new CommandException(Problem.malformed(field, "The field is missing or null"));
    }

    /** All but the fields of the command. */
    record Envelope(String type, String id, String command, String commandId, Long expectedIndex) {

        private Envelope checked() {
            if (type == null) {
                throw missing("type");
            }
            if (id == null) {
                throw missing("id");
            }
            if (command == null) {
                throw missing("command");
            }
            if (expectedIndex != null && expectedIndex < LOWEST_INDEX) {
                throw new CommandException(Problem.malformed("expectedIndex", "must be -1 or more"));
            }
            return this;
        }
    }
}
