package ee.cqrs.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

import jakarta.inject.Singleton;

import ee.cqrs.aggregate.InvalidAggregateException;

/** The aggregate types of all applications that run. */
@Singleton
public class Catalogue {

    private final Map<String, AggregateDefinition<?>> definitions = new ConcurrentSkipListMap<>();
    private volatile Phase phase = Phase.STARTING;

    /**
     * Adds the types of an application: all or none.
     *
     * @param added its types
     * @throws InvalidAggregateException if a name is taken
     */
    public synchronized void add(Collection<AggregateDefinition<?>> added) {
        for (AggregateDefinition<?> definition : added) {
            AggregateDefinition<?> other = definitions.get(definition.name());
            if (other != null
                    || added.stream()
                                    .filter(d -> d.name().equals(definition.name()))
                                    .count()
                            > 1) {
                throw new InvalidAggregateException(
                        definition.behaviour().aggregateClass().getName(),
                        "the type name " + definition.name() + " is taken"
                                + (other == null ? "" : " by the application " + other.application()),
                        "Choose another name in @AggregateType");
            }
        }
        added.forEach(definition -> definitions.put(definition.name(), definition));
    }

    /** From now on commands are taken. */
    public void open() {
        phase = Phase.OPEN;
    }

    /** From now on commands are refused: the server stops. */
    public void close() {
        phase = Phase.CLOSED;
    }

    /**
     * Whether commands are taken.
     *
     * @return false until all applications have started, and when the server stops
     */
    public boolean isOpen() {
        return phase == Phase.OPEN;
    }

    /**
     * Whether the server stops.
     *
     * @return true if it will take no commands any more
     */
    public boolean isClosed() {
        return phase == Phase.CLOSED;
    }

    /**
     * Finds a type.
     *
     * @param type its name
     * @return empty if no running application has it
     */
    public Optional<AggregateDefinition<?>> find(String type) {
        return Optional.ofNullable(definitions.get(type));
    }

    /**
     * All types, by name.
     *
     * @return a copy
     */
    public List<AggregateDefinition<?>> all() {
        return List.copyOf(definitions.values());
    }

    private enum Phase {
        STARTING,
        OPEN,
        CLOSED
    }
}
