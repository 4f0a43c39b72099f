package ee.cqrs.benchmark.inside;

/**
 * The heap after the garbage is collected.
 *
 * @param live aggregates in memory
 * @param used bytes
 */
public record HeapState(int live, long used) {}
