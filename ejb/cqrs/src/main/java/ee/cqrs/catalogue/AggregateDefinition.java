package ee.cqrs.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.ejb.Singleton;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.aggregate.Behaviour;
import ee.cqrs.aggregate.InvalidAggregateException;

/**
 * All that the framework knows of one aggregate type.
 *
 * @param <S> the state record
 */
public final class AggregateDefinition<S> {

    private final String application;
    private final AggregateType annotation;
    private final int snapshotPeriod;
    private final Behaviour<S> behaviour;
    private final MessageType state;
    private final Map<String, MessageType> commands;
    private final Map<String, MessageType> events;
    private final Map<Class<?>, MessageType> byClass = new HashMap<>();
    private final Map<Class<?>, UniqueKeys> keys = new HashMap<>();

    private AggregateDefinition(String application, Behaviour<S> behaviour, Integer otherPeriod) {
        this.application = application;
        this.behaviour = behaviour;
        annotation = behaviour.aggregateClass().getAnnotation(AggregateType.class);
        snapshotPeriod = otherPeriod == null ? annotation.snapshotPeriod() : otherPeriod;
        state = MessageType.of(behaviour.stateClass());
        commands = byName(behaviour.commands());
        events = byName(behaviour.events());
        events.values().forEach(this::checkChain);
        behaviour.events().forEach(event -> keys.put(event, UniqueKeys.of(event)));
        if (snapshotPeriod == 0) {
            checkChain(state);
        }
    }

    /**
     * Reads an aggregate class.
     *
     * @param application the name of its application
     * @param aggregateClass the bean class
     * @return its definition
     * @throws InvalidAggregateException if the class breaks the contract; the message names class, method and remedy
     */
    public static AggregateDefinition<?> of(String application, Class<? extends Aggregate<?>> aggregateClass) {
        return new AggregateDefinition<>(application, Behaviour.of(aggregateClass), null);
    }

    /**
     * The same type in another modality.
     *
     * @param period as in {@link AggregateType#snapshotPeriod()}
     * @return a definition that differs in its snapshot period only
     */
    public AggregateDefinition<S> withSnapshotPeriod(int period) {
        return new AggregateDefinition<>(application, behaviour, period);
    }

    /**
     * The name of the type.
     *
     * @return as in URLs and tables
     */
    public String name() {
        return annotation.value();
    }

    /**
     * The application it belongs to.
     *
     * @return its name
     */
    public String application() {
        return application;
    }

    /**
     * The snapshot period.
     *
     * @return {@link AggregateType#NEVER}, 0, or the number of events
     */
    public int snapshotPeriod() {
        return snapshotPeriod;
    }

    /**
     * The snapshot period as it stands in meta records and columns.
     *
     * @return null for {@link AggregateType#NEVER}
     */
    public Integer storedSnapshotPeriod() {
        return snapshotPeriod == AggregateType.NEVER ? null : Integer.valueOf(snapshotPeriod);
    }

    /**
     * Whether events are kept.
     *
     * @return false for the pure snapshot modality
     */
    public boolean keepsEvents() {
        return snapshotPeriod != 0;
    }

    /**
     * Whether the type has one instance, whose id is the name of the type.
     *
     * @return true for a {@code @Singleton} bean
     */
    public boolean singleton() {
        return behaviour.aggregateClass().isAnnotationPresent(Singleton.class);
    }

    /**
     * Whether there may be an aggregate of that id.
     *
     * @param id an id of this type
     * @return false for any but the one instance of a singleton type
     */
    public boolean mayHave(AggregateId id) {
        return !singleton() || id.id().equals(name());
    }

    /**
     * The handlers.
     *
     * @return attempt and apply
     */
    public Behaviour<S> behaviour() {
        return behaviour;
    }

    /**
     * The state record.
     *
     * @return its name and version
     */
    public MessageType state() {
        return state;
    }

    /**
     * The commands.
     *
     * @return each once, by name
     */
    public List<MessageType> commands() {
        return distinct(commands);
    }

    /**
     * The events.
     *
     * @return each once, by name
     */
    public List<MessageType> events() {
        return distinct(events);
    }

    /**
     * Finds a command.
     *
     * @param name its name or an alias
     * @return empty if the type has no such command
     */
    public Optional<MessageType> command(String name) {
        return Optional.ofNullable(commands.get(name));
    }

    /**
     * Finds an event.
     *
     * @param name its name or an alias
     * @return empty if the type has no such event
     */
    public Optional<MessageType> event(String name) {
        return Optional.ofNullable(events.get(name));
    }

    /**
     * Finds a command or event by its record.
     *
     * @param message the record
     * @return its name and version
     * @throws IllegalArgumentException if it is not one of this type
     */
    public MessageType typeOf(Record message) {
        MessageType type = byClass.get(message.getClass());
        if (type == null) {
            throw new IllegalArgumentException(
                    message.getClass().getName() + " is no command or event of the type " + name());
        }
        return type;
    }

    /**
     * The natural keys that an event reserves or releases.
     *
     * @param event an event of this type
     * @return by name: the value that the aggregate has from now on; empty if it has none any more
     */
    public Map<String, Optional<String>> keys(Record event) {
        UniqueKeys ofType = keys.get(event.getClass());
        return ofType == null || ofType.isEmpty() ? Map.of() : ofType.changes(event);
    }

    private Map<String, MessageType> byName(Collection<Class<?>> recordClasses) {
        Map<String, MessageType> found = new HashMap<>();
        for (Class<?> recordClass : recordClasses) {
            MessageType type = MessageType.of(recordClass);
            byClass.put(recordClass, type);
            List<String> names = new ArrayList<>(type.aliases());
            names.add(type.name());
            for (String name : names) {
                MessageType other = found.put(name, type);
                if (other != null) {
                    throw new InvalidAggregateException(
                            recordClass.getName(),
                            "the name %s also belongs to %s"
                                    .formatted(name, other.recordClass().getName()),
                            "Give each command and each event of a type a name of its own");
                }
            }
        }
        return Map.copyOf(found);
    }

    private static List<MessageType> distinct(Map<String, MessageType> types) {
        return types.values().stream()
                .distinct()
                .sorted(Comparator.comparing(MessageType::name))
                .toList();
    }

    private void checkChain(MessageType type) {
        if (!type.readsOlderVersions()) {
            throw new InvalidAggregateException(
                    type.recordClass().getName(),
                    "has version %d and no upcasters from version 1".formatted(type.version()),
                    "List one upcaster for each step in @SchemaVersion: older ones are stored");
        }
    }
}
