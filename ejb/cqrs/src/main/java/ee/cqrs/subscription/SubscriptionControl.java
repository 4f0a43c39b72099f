package ee.cqrs.subscription;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.store.ReadableHead;
import ee.cqrs.subscription.SubscriptionStatus.PartitionStatus;
import ee.cqrs.subscription.SubscriptionStatus.State;

/** What an operator sees of subscriptions, and does about what they have parked. It works on every node. */
@Singleton
public class SubscriptionControl {

    private final Subscriptions subscriptions;
    private final ReadableHead head;

    /**
     * Injected.
     *
     * @param subscriptions those of this node
     * @param head how far the log can be read
     */
    @Inject
    public SubscriptionControl(Subscriptions subscriptions, ReadableHead head) {
        this.subscriptions = subscriptions;
        this.head = head;
    }

    /**
     * How all subscriptions get on that the store knows.
     *
     * @return by name
     */
    public List<SubscriptionStatus> all() {
        Map<String, List<PartitionRow>> rows = new LinkedHashMap<>();
        call(tables -> tables.partitions().all())
                .forEach(row -> rows.computeIfAbsent(row.id().subscription(), name -> new ArrayList<>())
                        .add(row));
        long readable = head.position();
        return rows.entrySet().stream()
                .map(entry -> status(entry.getKey(), entry.getValue(), readable))
                .toList();
    }

    /**
     * How the subscriptions of this node get on, as far as it knows without asking the database.
     *
     * @return those whose place in the store is known, by name
     */
    public List<SubscriptionStatus> here() {
        long readable = subscriptions.means().head().position();
        return subscriptions.all().stream()
                .filter(Subscription::isOpen)
                .sorted(Comparator.comparing(
                        subscription -> subscription.definition().name()))
                .map(subscription -> here(subscription, readable))
                .toList();
    }

    private SubscriptionStatus here(Subscription subscription, long readable) {
        String name = subscription.definition().name();
        if (subscriptions.means().membership().isInline(name)) {
            return SubscriptionStatus.inline(name, readable);
        }
        return SubscriptionStatus.of(
                name,
                readable,
                subscription.partitions().stream()
                        .mapToLong(partition -> partition.quarantine().size())
                        .sum(),
                subscription.partitions().stream()
                        .map(partition -> partition.status(readable))
                        .toList());
    }

    /**
     * How a subscription gets on.
     *
     * @param name its name
     * @return empty if the store does not know it
     */
    public Optional<SubscriptionStatus> find(String name) {
        List<PartitionRow> rows = call(tables -> tables.partitions().of(name));
        return rows.isEmpty() ? Optional.empty() : Optional.of(status(name, rows, head.position()));
    }

    /**
     * The aggregates that a subscription has parked.
     *
     * @param name the subscription
     * @param after the position after which to start; 0 for the first
     * @param limit how many at most
     * @return in the order of the positions from which they are parked
     */
    public List<ParkedStream> parked(String name, long after, int limit) {
        return call(tables -> tables.parked().list(name, after, limit));
    }

    /**
     * What is parked of an aggregate.
     *
     * @param name the subscription
     * @param aggregate the aggregate
     * @return empty if it is not parked
     */
    public Optional<ParkedStream> parked(String name, AggregateId aggregate) {
        return call(tables -> tables.parked().find(name, aggregate));
    }

    /**
     * Has the events of a parked aggregate handled, in their order. It is parked no more when all of them are.
     *
     * @param name the subscription
     * @param aggregate the aggregate
     * @return what is to be handled; empty if it is not parked
     */
    public Optional<ParkedStream> retry(String name, AggregateId aggregate) {
        Optional<ParkedStream> asked = call(tables -> {
            tables.parked().retry(name, aggregate);
            return tables.parked().find(name, aggregate);
        });
        subscriptions.parkedChanged(name);
        return asked;
    }

    /**
     * Leaves out the event at which a parked aggregate stands, for good, and has those behind it handled.
     *
     * @param name the subscription
     * @param stream what is parked of it, as it was looked at
     * @param reason why, for the record
     * @param origin who wants that
     * @return what is to be handled then; empty if it does not stand there any more
     */
    public Optional<ParkedStream> skip(String name, ParkedStream stream, String reason, String origin) {
        Optional<ParkedStream> left;
        try {
            left = call(tables -> {
                tables.parked().passOver(name, stream);
                tables.skipped()
                        .add(
                                name,
                                stream,
                                reason,
                                origin,
                                subscriptions.means().clock().instant());
                return tables.parked().find(name, stream.aggregate());
            });
        } catch (FencedException e) {
            return Optional.empty();
        }
        subscriptions.parkedChanged(name);
        return left;
    }

    /**
     * The records of what a subscription has left out, also for places that it has no more.
     *
     * @param name the subscription
     * @param after the number after which to start; 0 for the first
     * @param limit how many at most
     * @return in the order in which they were made
     */
    public List<SkippedEvent> skipped(String name, long after, int limit) {
        return call(tables -> tables.skipped().list(name, after, limit));
    }

    /**
     * Whether it was ever decided to have a subscription leave out an event.
     *
     * @param name the subscription, which the store may not know any more
     * @return true if so
     */
    public boolean hasSkipped(String name) {
        return call(tables -> tables.skipped().exist(name));
    }

    private SubscriptionStatus status(String name, List<PartitionRow> rows, long readable) {
        if (call(tables -> tables.inline().names()).contains(name)) {
            return SubscriptionStatus.inline(name, readable);
        }
        Set<PartitionId> free = call(tables -> tables.partitions().free(false));
        long parked = call(tables -> tables.parked().count(name));
        List<PartitionStatus> partitions = rows.stream()
                .map(row -> here(row.id())
                        .map(partition -> partition.status(readable))
                        .orElseGet(() -> elsewhere(row, free.contains(row.id()), readable)))
                .toList();
        return SubscriptionStatus.of(name, readable, parked, partitions);
    }

    private Optional<Partition> here(PartitionId id) {
        return subscriptions.find(id.subscription()).stream()
                .flatMap(subscription -> subscription.partitions().stream())
                .filter(partition -> partition.isHere() && partition.id().equals(id))
                .findFirst();
    }

    private static PartitionStatus elsewhere(PartitionRow row, boolean free, long readable) {
        return new PartitionStatus(
                row.id().number(),
                free ? State.STOPPED : State.ELSEWHERE,
                row.position(),
                Math.max(0, readable - row.position()),
                0,
                free ? null : row.owner(),
                null);
    }

    private <T> T call(Function<SubscriptionTables, T> work) {
        return subscriptions.means().transactions().call(work);
    }
}
