package ee.cqrs.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.aggregate.Meta;

/** What accepted commands save, in the three modalities. */
final class Appends {

    static final Instant TIME = Instant.parse("2026-01-01T12:00:00.123456Z");

    private Appends() {}

    static AggregateId id(String id) {
        return new AggregateId("ledger", id);
    }

    /** Events only. */
    static Append events(String id, long seen, int count) {
        return events(id(id), seen, count, UUID.randomUUID().toString());
    }

    static Append events(AggregateId id, long seen, int count, String commandId) {
        List<RecordedEvent> events = LongStream.rangeClosed(seen + 1, seen + count)
                .mapToObj(index -> event(id, index, "Added", "{\"amount\":%d}".formatted(index), commandId))
                .toList();
        return new Append(id, seen, events, Optional.empty(), command(id, commandId, seen + 1, seen + count, null));
    }

    /** Events and a snapshot of the state after them. */
    static Append withSnapshot(Append append, String data) {
        return with(append, snapshot(append.aggregate(), append.command().lastIndex(), data, false));
    }

    /** A snapshot and no event. */
    static Append snapshotOnly(String id, long seen, String data) {
        AggregateId aggregate = id(id);
        CommandRecord command = command(aggregate, UUID.randomUUID().toString(), seen + 1, seen + 1, "[\"told\"]");
        return with(
                new Append(aggregate, seen, List.of(), Optional.empty(), command),
                snapshot(aggregate, seen + 1, data, true));
    }

    static Append with(Append append, StoredState snapshot) {
        return new Append(
                append.aggregate(), append.seenIndex(), append.events(), Optional.of(snapshot), append.command());
    }

    static Append with(Append append, List<RecordedEvent> events) {
        return new Append(append.aggregate(), append.seenIndex(), events, append.snapshot(), append.command());
    }

    /** The same events, of another size each. */
    static Append sized(Append append, int... lengths) {
        List<RecordedEvent> events = append.events();
        return with(
                append,
                IntStream.range(0, events.size())
                        .mapToObj(i -> new RecordedEvent(
                                events.get(i).meta(),
                                events.get(i).type(),
                                "\"%s\"".formatted("x".repeat(lengths[i % lengths.length]))))
                        .toList());
    }

    static StoredState snapshot(AggregateId id, long index, String data, boolean base) {
        var meta = new Meta(TIME, UUID.randomUUID(), 2, "Ada", index, id.type(), id.id(), 3);
        return new StoredState(meta, data, "f".repeat(64), base);
    }

    static RecordedEvent event(AggregateId id, long index, String type, String data, String commandId) {
        Instant time = TIME.plus(index, ChronoUnit.MICROS);
        var meta = new EventMeta(
                time,
                UUID.randomUUID(),
                1,
                "Ada",
                index,
                id.type(),
                id.id(),
                3,
                null,
                commandId,
                "talk",
                "cause",
                null,
                "0".repeat(64));
        return new RecordedEvent(meta, type, data).hashed();
    }

    private static CommandRecord command(AggregateId id, String commandId, long first, long last, String outcome) {
        return new CommandRecord(commandId, "c".repeat(64), id, first, last, 0L, outcome, TIME);
    }
}
