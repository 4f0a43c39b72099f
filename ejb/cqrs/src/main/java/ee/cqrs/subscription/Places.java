package ee.cqrs.subscription;

import java.time.Duration;

/** The places of subscriptions in the log, and other tables, within one transaction. */
public final class Places {

    private final Statements statements;
    private final SubscriptionTables tables;

    Places(Statements statements, SubscriptionTables tables) {
        this.statements = statements;
        this.tables = tables;
    }

    /**
     * For the tables of whoever decides about places.
     *
     * @return statements within the transaction
     */
    public Statements statements() {
        return statements;
    }

    /**
     * Whether a subscription has a place.
     *
     * @param name the subscription
     * @return true if so
     */
    public boolean exists(String name) {
        return !tables.partitions().of(name).isEmpty();
    }

    /**
     * Makes a place before the first event.
     *
     * @param definition of the subscription
     * @param build how often a place was made for it: nothing that was begun at another one counts here
     */
    public void create(SubscriptionDefinition definition, int build) {
        tables.partitions().create(definition, 0, (long) build << Integer.SIZE);
    }

    /**
     * Removes a place with all that belongs to it, but for the records of what was skipped: those are kept for audits, and
     * count no more. From the commit on nothing counts that a node does for it.
     *
     * @param name the subscription
     */
    public void remove(String name) {
        if (tables.inline().names().contains(name)) {
            tables.inline().remove(name);
        }
        tables.partitions().remove(name);
        tables.parked().remove(name);
    }

    /**
     * How many aggregates a subscription has parked.
     *
     * @param name the subscription
     * @return 0 if there are none
     */
    public long parked(String name) {
        return tables.parked().count(name);
    }

    /**
     * Whether some node runs a subscription, as its leases tell.
     *
     * @param name the subscription
     * @param moment for how long a lease may be over
     * @return true if so
     */
    public boolean isHeld(String name, Duration moment) {
        return tables.partitions().isHeld(name, moment);
    }
}
