package ee.cqrs.store;

/**
 * What becomes true in memory when an append is saved. The journal writer calls these methods, in the order in which
 * appends were handed over; they must be quick and must not fail.
 */
public interface Candidate {

    /**
     * Whether something that this append rests on was not saved.
     *
     * @return true if it must not be saved either
     */
    boolean isVoid();

    /** The append is durable. */
    void saved();

    /** It is certain that the append was not saved. */
    void discarded();

    /** Memory may differ from the store: another writer came first, or nobody knows what was saved. */
    void inDoubt();
}
