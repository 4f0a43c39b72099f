package ee.cqrs.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ee.cqrs.aggregate.AggregateId;

/**
 * All that one accepted command saves.
 *
 * @param aggregate the aggregate
 * @param seenIndex the index that the attempt was made on
 * @param events the events to keep, without positions; empty for a pure snapshot type
 * @param snapshot the snapshot that is due
 * @param command the row of the command
 * @param keys what it changes about the natural keys of the aggregate, each name once
 */
public record Append(
        AggregateId aggregate,
        long seenIndex,
        List<RecordedEvent> events,
        Optional<StoredState> snapshot,
        CommandRecord command,
        List<KeyChange> keys) {

    /**
     * One that leaves natural keys alone.
     *
     * @param aggregate the aggregate
     * @param seenIndex the index that the attempt was made on
     * @param events the events to keep
     * @param snapshot the snapshot that is due
     * @param command the row of the command
     */
    public Append(
            AggregateId aggregate,
            long seenIndex,
            List<RecordedEvent> events,
            Optional<StoredState> snapshot,
            CommandRecord command) {
        this(aggregate, seenIndex, events, snapshot, command, List.of());
    }

    /**
     * Whether this is the first that is ever saved of the aggregate.
     *
     * @return true if there was nothing before
     */
    boolean creates() {
        return seenIndex < 0 && command.lastIndex() >= 0;
    }

    Append at(long firstPosition) {
        List<RecordedEvent> placed = new ArrayList<>(events.size());
        for (RecordedEvent event : events) {
            placed.add(event.at(firstPosition + placed.size()));
        }
        long last = firstPosition + events.size() - 1;
        return new Append(aggregate, seenIndex, List.copyOf(placed), snapshot, command.at(last), keys);
    }
}
