package ee.cqrs.benchmark.inside;

/**
 * What a load did.
 *
 * @param commands how many were accepted
 * @param failures how many were not
 * @param failure the first failure; null if there was none
 * @param nanos how long it took
 * @param commits transactions that the transaction manager committed meanwhile
 */
public record LoadResult(long commands, long failures, String failure, long nanos, long commits) {}
