package ee.cqrs.subscription;

import java.util.List;

import ee.cqrs.store.RecordedEvent;

/**
 * A partition as a node has it, and as it is kept.
 *
 * @param id the partition
 * @param owner the node
 * @param epoch moves when a node takes the partition
 * @param position the last position that was read
 * @param tally of the events that were handled
 */
record Claim(PartitionId id, String owner, long epoch, long position, Tally tally) {

    /** After reading on, and handling some events. */
    Claim moved(long to, List<RecordedEvent> handled) {
        return new Claim(id, owner, epoch, to, tally.plus(handled));
    }
}
