package ee.cqrs.aggregate;

/**
 * An aggregate at one index.
 *
 * @param meta the meta of the last event in it
 * @param state the immutable state
 * @param eventHash the hash of the last event kept, to which the next one is chained; null before the first
 * @param <S> the state record
 */
public record AggregateState<S>(Meta meta, S state, String eventHash) {

    /**
     * The index of the last event in it.
     *
     * @return -1 before the first event
     */
    public long index() {
        return meta.index();
    }
}
