package ee.cqrs.subscription;

import java.time.Instant;

import ee.cqrs.aggregate.AggregateId;

/**
 * The record of an event that somebody had a subscription leave out. It is kept for good: also when the subscription is detached
 * from a node, which changes nothing, and when its place is removed. From then on it counts no more: should the subscription read
 * the log again, this event comes with all others.
 *
 * @param number of the record, in the order in which they were made
 * @param aggregate whose event it is
 * @param position of the event
 * @param event its type; null if that is not known
 * @param reason why it was left out, in the words of whoever did it
 * @param origin who that was
 * @param skippedAt when
 * @param counts whether the subscription still has the place for which that was decided
 */
public record SkippedEvent(
        long number,
        AggregateId aggregate,
        long position,
        String event,
        String reason,
        String origin,
        Instant skippedAt,
        boolean counts) {}
