package ee.cqrs.subscription;

import java.time.Instant;

import ee.cqrs.aggregate.AggregateId;

/**
 * An aggregate whose events a subscription passes over. Nothing is copied: they are read from the log when they are tried
 * again, so that a fix or an upcaster applies.
 *
 * @param aggregate the aggregate
 * @param position the first position that is not handled
 * @param index the first index that is not handled
 * @param failures how often that was tried in vain
 * @param reason what went wrong last
 * @param parkedAt since when
 * @param retrying whether its events are to be handled now
 */
public record ParkedStream(
        AggregateId aggregate,
        long position,
        long index,
        int failures,
        String reason,
        Instant parkedAt,
        boolean retrying) {}
