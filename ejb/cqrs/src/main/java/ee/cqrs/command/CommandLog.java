package ee.cqrs.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.json.Json;
import ee.cqrs.store.CommandRecord;
import ee.cqrs.store.EventMeta;
import ee.cqrs.store.EventStore;
import ee.cqrs.store.RecordedEvent;

/** Remembers accepted commands: the same id again returns the first outcome. */
@Singleton
class CommandLog {

    private final EventStore store;
    private final Json json;

    @Inject
    CommandLog(EventStore store, Json json) {
        this.store = store;
        this.json = json;
    }

    /**
     * The first outcome of a command.
     *
     * @throws CommandException if the id was used with other content
     */
    Optional<CommandOutcome> find(IdentifiedCommand command) {
        return store.command(command.message().commandId()).map(row -> {
            if (!row.contentHash().equals(command.contentHash())) {
                throw keyReused(row.commandId());
            }
            return outcome(row);
        });
    }

    static CommandException keyReused(String commandId) {
        return new CommandException(Problem.of(
                Problem.Kind.KEY_REUSED,
                "The command id %s belongs to another command: give each command an id of its own"
                        .formatted(commandId)));
    }

    private CommandOutcome outcome(CommandRecord row) {
        var id = row.aggregate();
        return new CommandOutcome.Accepted(
                row.commandId(),
                new CommandOutcome.Address(id.type(), id.id(), row.lastIndex()),
                row.position(),
                row.outcome() == null ? kept(row) : parse(row.outcome()));
    }

    private List<RecordedEvent> kept(CommandRecord row) {
        int count = Math.toIntExact(row.lastIndex() - row.firstIndex() + 1);
        return count == 0 ? List.of() : store.events(row.aggregate(), row.firstIndex() - 1, count);
    }

    private List<RecordedEvent> parse(String outcome) {
        List<RecordedEvent> events = new ArrayList<>();
        try {
            for (JsonNode event : json.mapper().readTree(outcome)) {
                events.add(new RecordedEvent(
                        json.mapper().treeToValue(event.get("meta"), EventMeta.class),
                        event.get("type").textValue(),
                        json.write(event.get("data"))));
            }
            return List.copyOf(events);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored outcome cannot be read", e);
        }
    }
}
