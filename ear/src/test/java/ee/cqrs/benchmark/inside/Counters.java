package ee.cqrs.benchmark.inside;

/**
 * Where the server stands.
 *
 * @param commits how many transactions the transaction manager has committed
 * @param head the stored head of the journal
 */
public record Counters(long commits, long head) {}
