package ee.cqrs.subscription;

import ee.cqrs.aggregate.AggregateId;

/**
 * A partition of a subscription.
 *
 * @param subscription the name of the subscription
 * @param number which, from 0
 * @param of how many there are
 */
record PartitionId(String subscription, int number, int of) {

    /** The same for all time: what a partition has handled, another one must not. */
    boolean has(AggregateId aggregate) {
        int hash = 31 * aggregate.type().hashCode() + aggregate.id().hashCode();
        return Math.floorMod(hash ^ hash >>> 16, of) == number;
    }

    @Override
    public String toString() {
        return of == 1 ? subscription : "%s (partition %d of %d)".formatted(subscription, number, of);
    }
}
