package ee.cqrs.subscription;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Compares what subscriptions have handled with the log. One at a time: it reads all that they had to handle. */
@Singleton
public class Audits {

    private final Subscriptions subscriptions;
    private final Semaphore turn = new Semaphore(1);

    /**
     * Injected.
     *
     * @param subscriptions those of this node
     */
    @Inject
    public Audits(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /**
     * Which events a subscription takes. The store does not know that: its code does.
     *
     * @param name the subscription
     * @return empty if it does not run on this node
     */
    public Optional<EventFilter> filter(String name) {
        return subscriptions
                .find(name)
                .map(subscription -> subscription.definition().filter());
    }

    /**
     * Compares what a subscription has handled with the log, up to where it stands, or to where it became inline.
     *
     * @param name the subscription
     * @param filter which events it takes, and took before
     * @return what was found; empty if another one runs
     */
    public Optional<SubscriptionAudit> run(String name, EventFilter filter) {
        if (!turn.tryAcquire()) {
            return Optional.empty();
        }
        try {
            List<PartitionId> partitions =
                    subscriptions
                            .means()
                            .transactions()
                            .call(tables -> tables.partitions().of(name))
                            .stream()
                            .map(PartitionRow::id)
                            .toList();
            return Optional.of(
                    SubscriptionAudit.of(name, new Auditor(subscriptions.means(), filter).audit(partitions)));
        } finally {
            turn.release();
        }
    }
}
