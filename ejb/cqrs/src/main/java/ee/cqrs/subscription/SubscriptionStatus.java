package ee.cqrs.subscription;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * How a subscription gets on.
 *
 * @param name its name
 * @param state the worst of its partitions
 * @param position up to here all of its events are handled, or parked
 * @param head how far the log can be read
 * @param lag how many positions are between both
 * @param rate events a second that this node handles of late
 * @param parked how many aggregates are parked
 * @param failure what keeps it from getting on; null if nothing does
 * @param partitions each of its partitions
 */
public record SubscriptionStatus(
        String name,
        State state,
        long position,
        long head,
        long lag,
        double rate,
        long parked,
        String failure,
        List<PartitionStatus> partitions) {

    static SubscriptionStatus of(String name, long head, long parked, List<PartitionStatus> partitions) {
        long position =
                partitions.stream().mapToLong(PartitionStatus::position).min().orElse(0);
        return new SubscriptionStatus(
                name,
                partitions.stream()
                        .map(PartitionStatus::state)
                        .max(Comparator.naturalOrder())
                        .orElse(State.STOPPED),
                position,
                head,
                Math.max(0, head - position),
                partitions.stream().mapToDouble(PartitionStatus::rate).sum(),
                parked,
                partitions.stream()
                        .map(PartitionStatus::failure)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                partitions);
    }

    static SubscriptionStatus inline(String name, long head) {
        return new SubscriptionStatus(name, State.INLINE, head, head, 0, 0, 0, null, List.of());
    }

    /** What it does; the worst comes last. */
    public enum State {
        /** Nobody has to read the log for it: commands write it. */
        INLINE,
        /** It has handled all that there is. */
        WAITING,
        /** It handles events. */
        RUNNING,
        /** Another node has it. */
        ELSEWHERE,
        /** Nobody has it. */
        STOPPED,
        /** What it does fails, and is tried again. */
        FAILING,
        /** It has events in hand for longer than {@code cqrs.subscription.hang-limit}. */
        HANGING
    }

    /**
     * How a partition gets on.
     *
     * @param number which, from 0
     * @param state what it does
     * @param position the last position that it has read
     * @param lag how many positions come behind it
     * @param rate events a second that this node handles of late
     * @param node the node that has it, another name after each start; null if none has
     * @param failure what keeps it from getting on; null if nothing does
     */
    public record PartitionStatus(
            int number, State state, long position, long lag, double rate, String node, String failure) {}
}
