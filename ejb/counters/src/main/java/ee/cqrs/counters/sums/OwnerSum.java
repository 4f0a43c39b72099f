package ee.cqrs.counters.sums;

import java.math.BigInteger;

/**
 * What the counters of an owner come to.
 *
 * @param owner who
 * @param counters how many of his are active
 * @param sum of their values
 */
public record OwnerSum(String owner, long counters, BigInteger sum) {}
