package ee.cqrs.registry;

import java.util.concurrent.CompletableFuture;

import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.aggregate.DurableState;

/**
 * The candidates of one aggregate, each made on the one before and on its way to the store. If one is not saved, those
 * that rest on it cannot be either: the chain is broken, and the next command starts a new one from the durable state.
 *
 * <p>Whose turn it is extends it; the one who saves ends or breaks it.
 *
 * @param <S> the state record
 */
public final class Chain<S> {

    private final DurableState<S> durable;
    private AggregateState<S> latest; // guarded by the turn
    private CompletableFuture<?> tail = CompletableFuture.completedFuture(null); // guarded by the turn
    private volatile boolean broken;

    Chain(DurableState<S> durable) {
        this.durable = durable;
        latest = durable.current();
    }

    /**
     * The state that the next command is attempted on.
     *
     * @return the last candidate, or the durable state
     */
    public AggregateState<S> latest() {
        return latest;
    }

    /**
     * The save that {@link #latest} rests on.
     *
     * @return done when it is durable; ends exceptionally if it is not
     */
    public CompletableFuture<?> tail() {
        return tail;
    }

    /**
     * Adds a candidate.
     *
     * @param candidate the state after one command more
     * @param save its save
     */
    public void extend(AggregateState<S> candidate, CompletableFuture<?> save) {
        latest = candidate;
        tail = save;
    }

    /**
     * A candidate is durable: it replaces the state.
     *
     * @param candidate the oldest one that was not durable yet
     */
    public void saved(AggregateState<S> candidate) {
        durable.become(candidate);
    }

    /** A candidate was certainly not saved. The durable state is what it was. */
    public void breakOff() {
        broken = true;
    }

    /** Nobody knows whether a candidate was saved, or another writer came first: the state must be restored. */
    public void forget() {
        broken = true;
        durable.forget();
    }

    /**
     * Whether a candidate of it was not saved.
     *
     * @return true if nothing more of it can be saved
     */
    public boolean isBroken() {
        return broken;
    }

    boolean isOf(DurableState<S> state) {
        return durable == state;
    }

    boolean isPending() {
        return !tail.isDone();
    }
}
