package ee.cqrs.subscription;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.settings.Settings;
import ee.cqrs.store.DurableHead;
import ee.cqrs.store.EventStore;
import ee.cqrs.store.Membership;
import ee.cqrs.store.ReadableHead;
import ee.cqrs.store.StoreException;
import org.jboss.logging.Logger;

/** The subscriptions of this node, from its start to its end. */
@Singleton
public class Subscriptions {

    private static final Logger LOG = Logger.getLogger(Subscriptions.class);

    /** What a batch may take when the node stops. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Means means;
    private final Turns turns;
    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();
    private final List<Instance.Handle<Subscriber>> beans = new ArrayList<>();

    @Inject
    @Any
    private Instance<Subscriber> found;

    @Resource
    private ManagedThreadFactory managedThreads;

    /**
     * Injected.
     *
     * @param transactions in which they move
     * @param pages of the log, shared
     * @param store the log
     * @param head how far it is durable
     * @param readable how far it can be read
     * @param membership whether there are other nodes
     * @param settings how they work
     * @param clock the time
     */
    @Inject
    public Subscriptions(
            SubscriptionTransaction transactions,
            LogPages pages,
            EventStore store,
            DurableHead head,
            ReadableHead readable,
            Membership membership,
            Settings settings,
            Clock clock) {
        this(transactions, pages, store, head, readable, membership, settings, clock, PATIENCE);
    }

    Subscriptions(
            SubscriptionTransaction transactions,
            LogPages pages,
            EventStore store,
            DurableHead head,
            ReadableHead readable,
            Membership membership,
            Settings settings,
            Clock clock,
            Duration patience) {
        means = new Means(
                transactions,
                pages,
                store,
                head,
                membership,
                settings.subscription(),
                UUID.randomUUID().toString(),
                clock,
                new Outage(),
                new Moves());
        turns = new Turns(means, readable, subscriptions::values, patience);
    }

    /** Starts those of all beans; one that is broken leaves the others running. */
    public void start() {
        for (Instance.Handle<Subscriber> bean : found.handles()) {
            beans.add(bean);
            try {
                add(bean.get());
            } catch (RuntimeException | LinkageError e) {
                LOG.errorf(
                        e,
                        "The subscriber %s does not start",
                        bean.getBean().getBeanClass().getName());
            }
        }
        start(managedThreads);
    }

    void start(ThreadFactory threads) {
        turns.start(threads);
    }

    /** Starts the thread of subscriptions again if it has died, and reports subscribers who hang. */
    public void watch() {
        watchPartitions();
        if (turns.revive(managedThreads)) {
            LOG.error("The thread that wakes subscriptions died and is started again");
        }
    }

    void watchPartitions() {
        subscriptions.values().stream()
                .flatMap(subscription -> subscription.partitions().stream())
                .forEach(Partition::watch);
    }

    /** Finishes the batches in hand, and leaves all partitions to others. */
    public void stop() {
        turns.stop();
        subscriptions.values().forEach(Subscriptions::release);
        subscriptions.clear();
        beans.stream()
                .filter(bean -> bean.getBean().getScope() == Dependent.class)
                .forEach(Instance.Handle::destroy); // the others have a context that ends them
        beans.clear();
    }

    /**
     * Whether subscriptions are woken.
     *
     * @return false before the start, after the end, and if the thread died
     */
    public boolean isAlive() {
        return turns.isAlive();
    }

    /**
     * Starts a subscription.
     *
     * @param subscriber what to do with the events
     * @throws IllegalArgumentException if there is one of its name
     */
    public void add(Subscriber subscriber) {
        add(subscriber, true, false);
    }

    /**
     * Starts a subscription that reads as long as there is a place for it, which somebody else makes: see {@link Places}.
     *
     * @param subscriber what to do with the events
     * @param inline whether it is to be written with the appends as soon as it has caught up with the log
     * @throws IllegalArgumentException if there is one of its name
     */
    public void attach(Subscriber subscriber, boolean inline) {
        add(subscriber, false, inline);
    }

    void add(Subscriber subscriber, boolean makesPlace, boolean inline) {
        SubscriptionDefinition definition = subscriber.definition();
        Subscription subscription = new Subscription(definition, subscriber, means, makesPlace, inline);
        if (subscriptions.putIfAbsent(definition.name(), subscription) != null) {
            throw new IllegalArgumentException("There are two subscriptions named " + definition.name());
        }
        turns.signal();
    }

    /**
     * Ends a subscription on this node. What its subscriber has in hand comes to its end, and the place is left to others, with
     * all that is parked and skipped.
     *
     * @param name its name; nothing happens if it does not run here
     */
    public void detach(String name) {
        Optional.ofNullable(subscriptions.remove(name))
                .ifPresent(subscription -> subscription.partitions().forEach(Partition::close));
    }

    Means means() {
        return means;
    }

    Collection<Subscription> all() {
        return subscriptions.values();
    }

    Optional<Subscription> find(String name) {
        return Optional.ofNullable(subscriptions.get(name));
    }

    /** Somebody has changed what is parked. */
    void parkedChanged(String name) {
        find(name).ifPresent(subscription -> subscription
                .partitions()
                .forEach(partition -> partition.quarantine().ask()));
        turns.signal();
    }

    private static void release(Subscription subscription) {
        try {
            subscription.partitions().forEach(Partition::release);
        } catch (RuntimeException e) { // the lease ends by itself
            LOG.warnf(
                    "The subscription %s cannot be left to others: %s",
                    subscription.definition().name(), StoreException.rootOf(e));
        }
    }
}
