package ee.cqrs.subscription;

import jakarta.persistence.EntityManager;

/**
 * The tables of subscriptions within one transaction.
 *
 * @param partitions where the partitions stand
 * @param parked the aggregates that they pass over
 */
record SubscriptionTables(PartitionRows partitions, ParkedRows parked) {

    static SubscriptionTables of(EntityManager entities) {
        Statements statements = new Statements(entities);
        return new SubscriptionTables(new PartitionRows(statements), new ParkedRows(statements));
    }
}
