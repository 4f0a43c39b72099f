package ee.cqrs.benchmark.inside;

/**
 * What a load did.
 *
 * @param commands how many were accepted
 * @param failures how many were not
 * @param failure the first failure; null if there was none
 * @param nanos how long it took
 */
public record LoadResult(long commands, long failures, String failure, long nanos) {}
