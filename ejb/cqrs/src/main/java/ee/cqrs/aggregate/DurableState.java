package ee.cqrs.aggregate;

/**
 * Where a bean has its state. The registry has the same reference, so that a save that is certain changes the state by
 * one assignment, which cannot fail, and readers see it without waiting.
 *
 * @param <S> the state record
 */
public final class DurableState<S> {

    private volatile AggregateState<S> current;

    /**
     * A restored state.
     *
     * @param restored what the store holds
     */
    public DurableState(AggregateState<S> restored) {
        current = restored;
    }

    /**
     * The last durable state.
     *
     * @return null once it is forgotten
     */
    public AggregateState<S> current() {
        return current;
    }

    /**
     * "One line before": the save is certain, the candidate replaces the state.
     *
     * @param saved the state that was saved
     */
    public void become(AggregateState<S> saved) {
        current = saved;
    }

    /** Nobody knows whether the store has gone on: this state must not be shown any more. */
    public void forget() {
        current = null;
    }
}
