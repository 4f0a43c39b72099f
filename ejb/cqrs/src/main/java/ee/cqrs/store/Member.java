package ee.cqrs.store;

/**
 * A node that may write.
 *
 * @param nodeId its row
 * @param epoch the epoch of the journal that it knows
 */
record Member(String nodeId, long epoch) {}
