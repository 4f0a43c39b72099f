package ee.cqrs.subscription;

import jakarta.persistence.EntityManager;

import ee.cqrs.store.InlineRows;
import ee.cqrs.store.JournalTurns;

/**
 * The tables of subscriptions within one transaction.
 *
 * @param partitions where the partitions stand
 * @param parked the aggregates that they pass over
 * @param skipped the records of what was left out for good
 * @param inline the projections that need none, as they are written with the appends
 */
record SubscriptionTables(PartitionRows partitions, ParkedRows parked, SkippedRows skipped, InlineRows inline) {

    /**
     * Works in the current transaction.
     *
     * @param clock what tells the time, in the words of the database
     * @param turns who may lock the journal
     */
    static SubscriptionTables of(EntityManager entities, String clock, JournalTurns turns) {
        Statements statements = new Statements(entities);
        return new SubscriptionTables(
                new PartitionRows(statements, clock),
                new ParkedRows(statements),
                new SkippedRows(statements),
                new InlineRows(entities, turns));
    }
}
