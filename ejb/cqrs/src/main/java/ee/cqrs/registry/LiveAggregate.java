package ee.cqrs.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.ejb.EJBException;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.aggregate.Attempt;
import ee.cqrs.aggregate.Behaviour;
import ee.cqrs.aggregate.DurableState;
import org.jboss.logging.Logger;

/**
 * The place of one aggregate in memory: its queue, its bean, the last durable state, which readers see without waiting,
 * and the candidates that are being saved. Only the one whose turn it is may change it; that a candidate becomes the state is
 * the journal writer's.
 *
 * @param <S> the state record
 */
public final class LiveAggregate<S> {

    private static final Logger LOG = Logger.getLogger(LiveAggregate.class);

    private final AggregateId id;
    /** Not a lock: a transaction of the caller's may end on another thread than it began. */
    private final Semaphore turn = new Semaphore(1, true);

    private volatile Aggregate<S> bean;
    private volatile DurableState<S> state;
    private volatile long readAt = System.nanoTime();
    private volatile long lastUsed = System.nanoTime();
    private Chain<S> chain; // guarded by the turn
    private long generation; // guarded by this
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
        DurableState<S> present = state;
        return present == null ? Optional.empty() : Optional.ofNullable(present.current());
    }

    /**
     * Takes a bean in, in place of the one it may have had.
     *
     * @param newBean the bean
     * @param behaviour how its type attempts and applies
     * @param restored the restored state
     * @param time when the store began to be read, a time of {@link System#nanoTime()}
     */
    public void activate(Aggregate<S> newBean, Behaviour<S> behaviour, AggregateState<S> restored, long time) {
        drop();
        DurableState<S> restoredState = new DurableState<>(restored);
        newBean.become(behaviour, restoredState);
        bean = newBean;
        state = restoredState;
        readAt = time; // after the state: who finds the time finds the state
    }

    /**
     * Whether the state was read from the store, or found to be what the store has, since a certain time. It must be asked
     * before the state is read.
     *
     * @param time a time of {@link System#nanoTime()}
     * @return false if others may have changed the aggregate between
     */
    public boolean isReadSince(long time) {
        return readAt - time >= 0;
    }

    /**
     * The store has been asked for the last index, and the state had it.
     *
     * @param index the index
     * @param time when the store was asked, a time of {@link System#nanoTime()}
     */
    public void confirm(long index, long time) {
        // what has come since was restored later, or saved as the next: it is as good
        if (readAt - time < 0
                && durable().filter(present -> present.index() >= index).isPresent()) {
            readAt = time;
        }
    }

    /**
     * Attempts a command.
     *
     * @param base the state to decide on
     * @param command the command
     * @param time the time of the attempt
     * @return the decision and the candidate
     * @throws EJBException if the bean crashed, or was destroyed before
     */
    public Attempt<S> attempt(S base, Record command, Instant time) {
        return bean.decide(base, command, time);
    }

    /**
     * The generation that an attempt belongs to which begins now.
     *
     * @return a number that only grows
     */
    public synchronized long generation() {
        return generation;
    }

    /**
     * Ends a generation: by the attempt that returns in time, or by who gives it up. One of them is first.
     *
     * @param number the generation
     * @return false if it had ended before
     */
    public synchronized boolean endGeneration(long number) {
        if (generation != number) {
            return false;
        }
        generation++;
        return true;
    }

    /**
     * The candidates under way, to be extended by the next.
     *
     * @return a new chain from the durable state if there are none, or if one of them was not saved
     */
    public Chain<S> chain() {
        if (chain == null || chain.isBroken() || !chain.isOf(state)) {
            chain = new Chain<>(state);
        }
        return chain;
    }

    /**
     * Whether candidates are being saved: a restore before their end would not see them.
     *
     * @return false if the store has all there is
     */
    public boolean isPending() {
        return chain != null && chain.isPending();
    }

    /**
     * Waits until no candidate is being saved any more, whatever becomes of them.
     *
     * @param limit how long
     * @throws BusyException if it takes longer
     */
    public void awaitPending(Duration limit) {
        try {
            if (isPending()) {
                chain.tail().get(limit.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException(id + " is busy: interrupted while commands are being saved", Duration.ofSeconds(1));
        } catch (TimeoutException e) {
            throw new BusyException(id + " is busy: commands are being saved", Duration.ofSeconds(1));
        } catch (ExecutionException e) {
            LOG.debugf(e, "A command of %s was not saved", id); // its caller hears of it
        }
    }

    /**
     * "One line before": the save is certain, the candidate replaces the state.
     *
     * @param candidate the state that was saved
     */
    public void swap(AggregateState<S> candidate) {
        chain = null;
        DurableState<S> present = state;
        if (present != null) { // else the bean crashed meanwhile, and the next command restores what was saved
            present.become(candidate);
        }
    }

    /** Forgets bean and state: the next command restores them. */
    public void drop() {
        Aggregate<S> dropped = bean;
        bean = null;
        state = null;
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
        return durable().filter(present -> present.index() >= 0).isPresent();
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
