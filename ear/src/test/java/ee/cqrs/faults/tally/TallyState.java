package ee.cqrs.faults.tally;

/**
 * A tally.
 *
 * @param count of the numbers
 * @param sum of the numbers
 */
public record TallyState(long count, long sum) {

    static final TallyState NEW = new TallyState(0, 0);

    TallyState plus(int number) {
        return new TallyState(count + 1, sum + number);
    }
}
