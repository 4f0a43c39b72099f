package ee.cqrs.benchmark.inside;

/**
 * How long each event took from its commit until queries see it.
 *
 * @param nanos in the order of the events
 */
public record Delays(long[] nanos) {}
