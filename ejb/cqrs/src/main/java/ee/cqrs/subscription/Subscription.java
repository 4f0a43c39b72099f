package ee.cqrs.subscription;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.jboss.logging.Logger;

/** A subscriber with its partitions. They are known when its place in the store is: that is looked up by its first turn. */
final class Subscription {

    private static final Logger LOG = Logger.getLogger(Subscription.class);

    private final SubscriptionDefinition definition;
    private final Subscriber subscriber;
    private final Means means;
    private final boolean makesPlace;
    private final Optional<InlineSwitch> inlineSwitch;
    private final Lane lane;
    private volatile List<Partition> partitions = List.of();
    private volatile boolean tried;

    /**
     * @param makesPlace false if it does nothing while the store has no place for it
     * @param inline whether it is to be written with the appends when it has caught up
     */
    Subscription(
            SubscriptionDefinition definition, Subscriber subscriber, Means means, boolean makesPlace, boolean inline) {
        this.definition = definition;
        this.subscriber = subscriber;
        this.means = means;
        this.makesPlace = makesPlace;
        inlineSwitch = inline ? Optional.of(new InlineSwitch(this, means)) : Optional.empty();
        lane = new Lane(means.settings().threads());
    }

    Lane lane() {
        return lane;
    }

    /** Empty if it stays a subscription. */
    Optional<InlineSwitch> inlineSwitch() {
        return inlineSwitch;
    }

    SubscriptionDefinition definition() {
        return definition;
    }

    /** Empty until it was opened. */
    List<Partition> partitions() {
        return partitions;
    }

    boolean isOpen() {
        return !partitions.isEmpty();
    }

    /** Whether nobody has tried to open it yet. */
    boolean isNew() {
        return !tried;
    }

    /**
     * Finds its place in the store, or makes one if it may.
     *
     * @param again gives a partition another turn
     */
    void open(Consumer<Partition> again) {
        boolean first = !tried;
        tried = true;
        List<PartitionRow> rows = rows();
        if (rows.isEmpty() && makesPlace) {
            OptionalLong beginsAfter = beginsAfter();
            if (beginsAfter.isPresent()) {
                create(beginsAfter.getAsLong());
                rows = rows();
            } else if (first) {
                LOG.infof(
                        "The subscription %s begins at %s",
                        definition.name(), definition.start().time());
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        if (inlineSwitch.isEmpty()) {
            followLog();
        }
        if (rows.size() != definition.partitions()) {
            LOG.warnf(
                    "The subscription %s keeps its %d partitions; give it a new name to have %d",
                    definition.name(), rows.size(), definition.partitions());
        }
        int of = rows.size();
        partitions = IntStream.range(0, of)
                .mapToObj(number -> new Partition(
                        new PartitionId(definition.name(), number, of), means, subscriber, definition.filter(), again))
                .toList();
    }

    private List<PartitionRow> rows() {
        return means.transactions().call(tables -> tables.partitions().of(definition.name()));
    }

    /** It was inline, and is not any more. */
    private void followLog() {
        String name = definition.name();
        if (means.transactions().call(tables -> tables.inline().names()).contains(name)) {
            means.membership()
                    .learn(means.transactions().call(tables -> tables.inline().remove(name)));
        }
    }

    private void create(long beginsAfter) {
        try {
            means.transactions().call(tables -> {
                tables.partitions().create(definition, beginsAfter, 0);
                return beginsAfter;
            });
        } catch (RuntimeException e) {
            if (rows().isEmpty()) { // else another node was faster
                throw e;
            }
        }
    }

    /** Empty while its time has not come: what comes before that is not its. */
    private OptionalLong beginsAfter() {
        Start start = definition.start();
        long head = means.head().position();
        return switch (start.kind()) {
            case POSITION -> OptionalLong.of(start.position());
            case TIME -> means.clock().instant().isBefore(start.time()) ? OptionalLong.empty() : beginsAt(start.time());
            case END -> OptionalLong.of(head);
        };
    }

    private OptionalLong beginsAt(Instant time) {
        long head = means.head().position();
        return OptionalLong.of(Math.min(head, means.store().firstPosition(time).orElse(head + 1) - 1));
    }
}
