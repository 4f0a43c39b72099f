package ee.cqrs.benchmark.inside;

/**
 * Nanoseconds in the median, over many aggregates.
 *
 * @param select the row of the snapshot by plain JDBC
 * @param cold a command to an aggregate that must be restored first
 * @param live the same command again, now that it is in memory
 */
public record FirstCommandTiming(double select, double cold, double live) {}
