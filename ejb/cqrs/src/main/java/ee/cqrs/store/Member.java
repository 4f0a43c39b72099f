package ee.cqrs.store;

import java.util.Set;

/**
 * A node that may write.
 *
 * @param nodeId its row; empty where there are no others
 * @param epoch the epoch of the journal that it knows
 * @param inline the projections that are written with every append of this epoch
 */
record Member(String nodeId, long epoch, Set<String> inline) {}
