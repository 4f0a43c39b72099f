package ee.cqrs.subscription;

/**
 * A partition as it is kept.
 *
 * @param id the partition
 * @param beginsAfter the position before the first one that it read
 * @param position the last position that was read
 * @param owner the node that has it; null if none has
 * @param tally of the events that were handled
 */
record PartitionRow(PartitionId id, long beginsAfter, long position, String owner, Tally tally) {}
