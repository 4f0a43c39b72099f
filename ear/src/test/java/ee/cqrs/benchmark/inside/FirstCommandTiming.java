package ee.cqrs.benchmark.inside;

/**
 * Nanoseconds in the median, over many aggregates.
 *
 * @param select the row of the snapshot by plain JDBC
 * @param refusedCold a command that is refused, where the aggregate must be restored first
 * @param refusedLive the same where it is in memory
 * @param acceptedCold a command that is accepted and saved, where the aggregate must be restored first
 * @param acceptedLive the same where it is in memory
 */
public record FirstCommandTiming(
        double select, double refusedCold, double refusedLive, double acceptedCold, double acceptedLive) {}
