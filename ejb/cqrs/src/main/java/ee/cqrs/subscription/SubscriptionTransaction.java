package ee.cqrs.subscription;

import java.time.Duration;
import java.util.function.Function;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

import ee.cqrs.settings.Settings;
import ee.cqrs.store.JournalTurns;
import ee.cqrs.store.TransactionStart;

/**
 * The container-managed transactions in which subscribers work and subscriptions move. No EJB: when the last one is due, the
 * container has stopped its EJBs.
 */
@Singleton
@Transactional(value = TxType.REQUIRES_NEW, rollbackOn = Exception.class) // of a checked one, too
public class SubscriptionTransaction {

    /** So many leases a subscriber may leave the database without a word, before a frozen node is all that it can be. */
    private static final int PATIENCE = 3;

    @PersistenceContext(unitName = "cqrs")
    private EntityManager entities;

    private TransactionStart start;
    private JournalTurns turns;
    private Duration lock;
    private Duration idle;

    protected SubscriptionTransaction() {}

    @Inject
    SubscriptionTransaction(TransactionStart start, JournalTurns turns, Settings settings) {
        this.start = start;
        this.turns = turns;
        lock = settings.journal().lockTimeout();
        idle = settings.subscription().lease().multipliedBy(PATIENCE);
    }

    SubscriptionTransaction(EntityManager entities, TransactionStart start, JournalTurns turns, Settings settings) {
        this(start, turns, settings);
        this.entities = entities;
    }

    /**
     * Works in a transaction of its own. Whatever it throws undoes it; what the commit throws leaves open what became of it.
     *
     * @param work what to do
     * @param <T> what comes of it
     * @return what came of it
     */
    public <T> T call(Function<SubscriptionTables, T> work) {
        start.begin(entities, lock, idle);
        return work.apply(tables());
    }

    /**
     * Works in a transaction of its own, for those who decide which subscriptions there are.
     *
     * @param work what to do, also with other tables
     * @param <T> what comes of it
     * @return what came of it
     */
    public <T> T with(Function<Places, T> work) {
        start.begin(entities, lock, idle);
        return work.apply(new Places(new Statements(entities), tables()));
    }

    private SubscriptionTables tables() {
        return SubscriptionTables.of(entities, start.clock(), turns);
    }
}
