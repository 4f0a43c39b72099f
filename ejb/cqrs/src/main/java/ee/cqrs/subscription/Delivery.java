package ee.cqrs.subscription;

import java.util.List;
import java.util.function.Consumer;

import ee.cqrs.store.RecordedEvent;

/** Hands events to a subscriber, in the transaction that moves its partition. */
final class Delivery {

    private final Means means;
    private final Subscriber subscriber;

    Delivery(Means means, Subscriber subscriber) {
        this.means = means;
        this.subscriber = subscriber;
    }

    /**
     * All or nothing. After a failure only the store knows whether the commit was one.
     *
     * @param more what else belongs into the transaction
     * @throws UndeliveredException saying whose fault it is
     */
    Claim deliver(Claim claim, Claim next, List<RecordedEvent> events, Consumer<SubscriptionTables> more) {
        boolean[] begun = new boolean[1]; // what fails before the subscriber is called cannot be its fault
        try {
            return means.transactions().call(tables -> {
                tables.partitions().check(claim);
                begun[0] = true;
                if (!events.isEmpty()) {
                    subscriber.handle(events);
                }
                tables.partitions().move(claim, next, means.settings().lease());
                more.accept(tables);
                return next;
            });
        } catch (Exception | Error e) { // the container throws what no method declares
            Trouble trouble = Trouble.of(e);
            throw new UndeliveredException(trouble == Trouble.SUBSCRIBER && !begun[0] ? Trouble.DATABASE : trouble, e);
        }
    }
}
