package ee.cqrs.counters;

/**
 * A counter.
 *
 * @param value where it stands
 * @param owner whose it is; null until one is named
 * @param active whether it can be bumped
 */
public record CounterState(long value, String owner, boolean active) {

    static final CounterState NEW = new CounterState(0, null, false);

    boolean canBeBumpedBy(long amount) {
        return amount > 0 ? value <= Long.MAX_VALUE - amount : value >= Long.MIN_VALUE - amount;
    }
}
