package ee.cqrs.benchmark.inside;

/**
 * What was deposited at a constant rate.
 *
 * @param first the position of the first event
 * @param durable when each event became durable, in nanoseconds of this machine's clock
 */
public record Paced(long first, long[] durable) {}
