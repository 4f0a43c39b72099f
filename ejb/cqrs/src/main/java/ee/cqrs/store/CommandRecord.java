package ee.cqrs.store;

import java.time.Instant;

import ee.cqrs.aggregate.AggregateId;

/**
 * What is kept of an accepted command, so that its id has one effect.
 *
 * @param commandId unique over all aggregates
 * @param contentHash of aggregate, command and fields: the same id with other content is an error
 * @param aggregate the aggregate
 * @param firstIndex the index of its first event; one more than {@code lastIndex} if it had none
 * @param lastIndex the index of the aggregate after it
 * @param position the position of its last event, else the last one given out before; null before it is saved
 * @param outcome its events, JSON, for a type that keeps none; else null
 * @param acceptedAt when
 */
public record CommandRecord(
        String commandId,
        String contentHash,
        AggregateId aggregate,
        long firstIndex,
        long lastIndex,
        Long position,
        String outcome,
        Instant acceptedAt) {

    CommandRecord at(long newPosition) {
        return new CommandRecord(
                commandId, contentHash, aggregate, firstIndex, lastIndex, newPosition, outcome, acceptedAt);
    }
}
