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
     * Whether a partition has handled every event that it had to, once. Which ones it has not is found from their number and the
     * sum of their hashes, as nothing else is kept of what it has handled:
     *
     * <ul>
     *   <li>up to 10,000 in a row among those of the partition, as a batch is, all missing or all doubled;
     *   <li>two wherever they are, both missing, both doubled, or one of each, if the partitions of which that can be had to handle
     *       no more than a million events together: they are kept in memory meanwhile, 24 bytes of each.
     * </ul>
     *
     * <p>Otherwise it is told how many are missing or doubled ({@code expected} less {@code handled}; of both, the difference), and
     * no position. To try three that are scattered takes as many steps as there are pairs of events; of four among a million,
     * thousands would come to the same sum by chance.
     *
     * @param number which, from 0
     * @param position up to where that was looked at
     * @param complete whether it has
     * @param handled how many events it has handled
     * @param expected how many it had to handle
     * @param missing the positions of the events that were left out, if they were found
     * @param doubled the positions of the events that were handled once too often, if they were found; twice that of one that was handled
     *     three times
     */
    public record PartitionAudit(
            int number,
            long position,
            boolean complete,
            long handled,
            long expected,
            List<Long> missing,
            List<Long> doubled) {}
}
