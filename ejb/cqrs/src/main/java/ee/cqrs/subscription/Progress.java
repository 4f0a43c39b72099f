package ee.cqrs.subscription;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.store.Membership;
import ee.cqrs.store.ReadableHead;

/** How far subscriptions have come, for those who wait for that. */
@Singleton
public class Progress {

    /** What a partition of another node has before it is looked through if it is no more than so many pages of the log. */
    private static final int MOST_PAGES = 4;

    private final Subscriptions subscriptions;
    private final ReadableHead head;

    /**
     * Injected.
     *
     * @param subscriptions those of this node
     * @param head how far the log can be read
     */
    @Inject
    public Progress(Subscriptions subscriptions, ReadableHead head) {
        this.subscriptions = subscriptions;
        this.head = head;
    }

    /**
     * Has somebody woken when a subscription of this node has got on.
     *
     * @param listener is called by the thread that handles events: it must neither wait nor fail
     */
    public void addListener(Runnable listener) {
        subscriptions.means().moves().addListener(listener);
    }

    /**
     * Wakes somebody no more.
     *
     * @param listener as it was added
     */
    public void removeListener(Runnable listener) {
        subscriptions.means().moves().removeListener(listener);
    }

    /**
     * Whether a subscription has handled its events up to a position (or parked them), as far as this node knows by
     * itself: what another node has handled, {@link #look} finds out.
     *
     * @param name the subscription
     * @param position in the log
     * @return false if it has not, or if this node does not know
     */
    public boolean hasReached(String name, long position) {
        if (isInline(name)) {
            return !isUnknown(position);
        }
        List<Partition> partitions = partitions(name);
        return !partitions.isEmpty() && partitions.stream().allMatch(partition -> partition.read() >= position);
    }

    /**
     * Up to where a subscription has handled its events, as far as this node knows by itself.
     *
     * @param name the subscription
     * @return 0 if it does not know
     */
    public long positionHere(String name) {
        return partitions(name).stream().mapToLong(Partition::read).min().orElse(0);
    }

    /**
     * Whether other nodes have to be asked.
     *
     * @param name the subscription
     * @return true if this node does not have all of its partitions
     */
    public boolean isElsewhere(String name) {
        List<Partition> partitions = partitions(name);
        boolean turnsInline =
                subscriptions.find(name).flatMap(Subscription::inlineSwitch).isPresent();
        return partitions.isEmpty() || turnsInline || !partitions.stream().allMatch(Partition::isHere);
    }

    /** For sure: other nodes can change that. */
    private boolean isInline(String name) {
        Membership membership = subscriptions.means().membership();
        return membership.isInline(name) && membership.isAlone();
    }

    /**
     * Whether this node does not know yet that the log has come to a position: another one may have written it.
     *
     * @param position in the log
     * @return true if so; {@link #look} has it know
     */
    public boolean isUnknown(long position) {
        return position > subscriptions.means().head().position();
    }

    /**
     * Looks into the store for what this node does not know: where subscriptions stand, and how far the log has come, which
     * wakes those of this node.
     *
     * @return where all subscriptions stand, on whatever node
     */
    public Standing look() {
        long readable = head.position(); // first: what is inline after it has all up to it
        return subscriptions
                .means()
                .transactions()
                .call(tables -> new Standing(
                        this, tables.partitions().all(), tables.inline().names(), readable));
    }

    long readHere(PartitionId id) {
        return partitions(id.subscription()).stream()
                .filter(partition -> partition.id().equals(id))
                .mapToLong(Partition::read)
                .findFirst()
                .orElse(0);
    }

    /** A node keeps the place of a partition that has nothing to handle once a second only. */
    boolean isNothingBetween(PartitionId id, long from, long to) {
        if (to - from > (long) MOST_PAGES * subscriptions.means().settings().batchSize()) {
            return false;
        }
        Optional<EventFilter> filter = subscriptions
                .find(id.subscription())
                .map(subscription -> subscription.definition().filter());
        long last = from;
        while (filter.isPresent() && last < to) {
            LogSlice slice = subscriptions.means().pages().after(last, to);
            boolean some = slice.events().stream()
                    .takeWhile(event -> event.meta().position() <= to)
                    .anyMatch(event ->
                            filter.get().takes(event) && id.has(event.meta().aggregate()));
            if (some) {
                return false;
            }
            last = slice.last();
        }
        return last >= to;
    }

    private List<Partition> partitions(String name) {
        return subscriptions.find(name).map(Subscription::partitions).orElse(List.of());
    }
}
