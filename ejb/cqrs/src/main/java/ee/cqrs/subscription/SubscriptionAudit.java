package ee.cqrs.subscription;

import java.util.List;

/**
 * Whether a subscription has handled every event that it had to, once.
 *
 * @param name the subscription
 * @param complete whether it has
 * @param handled how many events it has handled
 * @param expected how many it had to handle, by the log: those parked and skipped are not among them
 * @param partitions the same for each partition
 */
public record SubscriptionAudit(
        String name, boolean complete, long handled, long expected, List<PartitionAudit> partitions) {

    static SubscriptionAudit of(String name, List<PartitionAudit> partitions) {
        return new SubscriptionAudit(
                name,
                partitions.stream().allMatch(PartitionAudit::complete),
                partitions.stream().mapToLong(PartitionAudit::handled).sum(),
                partitions.stream().mapToLong(PartitionAudit::expected).sum(),
                partitions);
    }

    /**
     * Whether a partition has handled every event that it had to, once.
     *
     * @param number which, from 0
     * @param position up to where that was looked at
     * @param complete whether it has
     * @param handled how many events it has handled
     * @param expected how many it had to handle
     * @param missing the position of the event that was left out; null if there is none, or several
     * @param doubled the position of the event that was handled twice; null if there is none, or several
     */
    public record PartitionAudit(
            int number, long position, boolean complete, long handled, long expected, Long missing, Long doubled) {}
}
