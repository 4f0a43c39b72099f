package ee.cqrs.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.github.f4b6a3.uuid.UuidCreator;
import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.aggregate.Decision;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.json.Json;
import ee.cqrs.snapshot.Snapshotter;
import ee.cqrs.store.Append;
import ee.cqrs.store.CommandRecord;
import ee.cqrs.store.Digest;
import ee.cqrs.store.EventMeta;
import ee.cqrs.store.KeyChange;
import ee.cqrs.store.RecordedEvent;

/** Makes of an accepted decision what is to be saved: events with their meta, a due snapshot, the command row. */
@Singleton
class Recorder {

    /** What the payload column holds. */
    private static final int MAX_PAYLOAD = 1_048_576;

    private final Json json;
    private final Snapshotter snapshotter;

    @Inject
    Recorder(Json json, Snapshotter snapshotter) {
        this.json = json;
        this.snapshotter = snapshotter;
    }

    String contentHash(AggregateDefinition<?> definition, CommandMessage message) {
        return Digest.of(
                message.aggregate().type(),
                message.aggregate().id(),
                definition.typeOf(message.command()).name(),
                json.write(message.command()));
    }

    <S> Recorded<S> record(
            AggregateDefinition<S> definition,
            IdentifiedCommand command,
            AggregateState<S> before,
            Decision.Accepted decision,
            S candidate,
            Instant time) {
        List<RecordedEvent> events = events(definition, command.message(), before, decision.events(), time);
        AggregateState<S> after = events.isEmpty() ? before : after(definition, events, before, candidate);
        CommandRecord row = new CommandRecord(
                command.message().commandId(),
                command.contentHash(),
                command.message().aggregate(),
                before.index() + 1,
                after.index(),
                null,
                definition.keepsEvents() ? null : json.write(events),
                time);
        Append append = new Append(
                command.message().aggregate(),
                before.index(),
                definition.keepsEvents() ? events : List.of(),
                snapshotter.due(definition, before, after),
                row,
                keys(definition, decision.events()));
        return new Recorded<>(append, events, after);
    }

    /** Of several events the last one counts. */
    private static List<KeyChange> keys(AggregateDefinition<?> definition, List<Record> events) {
        Map<String, KeyChange> keys = new LinkedHashMap<>();
        for (Record event : events) {
            definition.keys(event).forEach((name, value) -> {
                value.ifPresent(text -> checkKey(name, text));
                keys.put(name, new KeyChange(name, value));
            });
        }
        return List.copyOf(keys.values());
    }

    private static void checkKey(String name, String value) {
        if (value.length() > KeyChange.MAX_VALUE || value.indexOf('\0') >= 0) {
            throw new CommandException(Problem.malformed(
                    name, "must have %d characters at most, and no NUL".formatted(KeyChange.MAX_VALUE)));
        }
    }

    private <S> AggregateState<S> after(
            AggregateDefinition<S> definition, List<RecordedEvent> events, AggregateState<S> before, S candidate) {
        EventMeta last = events.get(events.size() - 1).meta();
        String hash = definition.keepsEvents() ? last.hash() : before.eventHash();
        return new AggregateState<>(last.ofState(definition.state().version()), candidate, hash);
    }

    private List<RecordedEvent> events(
            AggregateDefinition<?> definition,
            CommandMessage message,
            AggregateState<?> before,
            List<Record> accepted,
            Instant time) {
        List<RecordedEvent> events = new ArrayList<>(accepted.size());
        String previousHash = before.eventHash();
        for (Record event : accepted) {
            var type = definition.typeOf(event);
            EventMeta meta = new EventMeta(
                    time,
                    UuidCreator.getRandomBasedFast(),
                    type.version(),
                    message.origin(),
                    before.index() + 1 + events.size(),
                    message.aggregate().type(),
                    message.aggregate().id(),
                    definition.storedSnapshotPeriod(),
                    null,
                    message.commandId(),
                    message.correlationId(),
                    message.causationId(),
                    null,
                    definition.keepsEvents() ? previousHash : null);
            RecordedEvent recorded = new RecordedEvent(meta, type.name(), payload(type.name(), event));
            recorded = definition.keepsEvents() ? recorded.hashed() : recorded;
            previousHash = recorded.meta().hash();
            events.add(recorded);
        }
        return List.copyOf(events);
    }

    private String payload(String name, Record event) {
        String payload = json.write(event);
        if (payload.length() > MAX_PAYLOAD) {
            throw new CommandException(Problem.of(
                    Problem.Kind.TOO_LARGE,
                    "The event %s would have %d characters; %d are the most"
                            .formatted(name, payload.length(), MAX_PAYLOAD)));
        }
        return payload;
    }

    /** What is to be saved, what the caller is told, and the state afterwards. */
    record Recorded<S>(Append append, List<RecordedEvent> events, AggregateState<S> candidate) {

        CommandOutcome.Accepted outcome(Append saved) {
            return outcome(saved.command().position(), saved.events().isEmpty() ? events : saved.events());
        }

        /** Within a transaction of the caller's nothing has a position yet. */
        CommandOutcome.Accepted joinedOutcome() {
            return outcome(null, events);
        }

        private CommandOutcome.Accepted outcome(Long position, List<RecordedEvent> told) {
            var id = append.aggregate();
            return new CommandOutcome.Accepted(
                    append.command().commandId(),
                    new CommandOutcome.Address(id.type(), id.id(), candidate.index()),
                    position,
                    told);
        }
    }
}
