package ee.cqrs.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.ejb.EJBException;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.aggregate.Attempt;
import ee.cqrs.aggregate.Behaviour;
import org.jboss.logging.Logger;

/**
 * The place of one aggregate in memory: its queue, its bean, and the last durable state, which readers see without
 * waiting. Only the one whose turn it is may change it.
 *
 * @param <S> the state record
 */
public final class LiveAggregate<S> {

    private static final Logger LOG = Logger.getLogger(LiveAggregate.class);

    private final AggregateId id;
    /** Not a lock: a transaction of the caller's may end on another thread than it began. */
    private final Semaphore turn = new Semaphore(1, true);

    private volatile Aggregate<S> bean;
    private volatile AggregateState<S> durable;
    private volatile long lastUsed = System.nanoTime();
    private Behaviour<S> behaviour;
    private int users; // guarded by the registry

    LiveAggregate(AggregateId id) {
        this.id = id;
    }

    /**
     * Which aggregate.
     *
     * @return its type and id
     */
    public AggregateId id() {
        return id;
    }

    /**
     * The last durable state.
     *
     * @return empty if the aggregate is not in memory
     */
    public Optional<AggregateState<S>> durable() {
        return Optional.ofNullable(durable);
    }

    /**
     * Takes a bean in.
     *
     * @param newBean the bean
     * @param itsBehaviour how its type attempts and applies
     * @param state the restored state
     */
    public void activate(Aggregate<S> newBean, Behaviour<S> itsBehaviour, AggregateState<S> state) {
        newBean.become(itsBehaviour, state);
        behaviour = itsBehaviour;
        bean = newBean;
        durable = state;
    }

    /**
     * Attempts a command.
     *
     * @param state the state to decide on
     * @param command the command
     * @param time the time of the attempt
     * @return the decision and the candidate
     * @throws EJBException if the bean crashed, or was destroyed before
     */
    public Attempt<S> attempt(S state, Record command, Instant time) {
        return bean.decide(state, command, time);
    }

    /**
     * "One line before": the save is certain, the candidate replaces the state.
     *
     * @param candidate the state that was saved
     */
    public void swap(AggregateState<S> candidate) {
        try {
            bean.become(behaviour, candidate);
            durable = candidate;
        } catch (RuntimeException e) { // the save counts, whatever becomes of the bean
            LOG.debugf(e, "The bean of %s died after the save; the next command restores it", id);
            drop();
        }
    }

    /** Forgets bean and state: the next command restores them. */
    public void drop() {
        Aggregate<S> dropped = bean;
        bean = null;
        durable = null;
        if (dropped != null) {
            passivate(dropped);
        }
    }

    private void passivate(Aggregate<S> dropped) {
        try {
            dropped.passivate();
        } catch (RuntimeException e) { // ending a bean that is gone must not hide why it is dropped
            LOG.debugf(e, "The bean of %s was gone already", id);
        }
    }

    boolean worthKeeping() {
        AggregateState<S> state = durable;
        return state != null && state.index() >= 0;
    }

    boolean awaitTurn(Duration limit) {
        try {
            return turn.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    int waiting() {
        return turn.getQueueLength();
    }

    boolean takeTurn() {
        return turn.tryAcquire();
    }

    void endTurn() {
        lastUsed = System.nanoTime();
        turn.release();
    }

    long lastUsed() {
        return lastUsed;
    }

    int join() {
        return ++users;
    }

    int quit() {
        return --users;
    }

    boolean inUse() {
        return users > 0;
    }
}
