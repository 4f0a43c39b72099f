package ee.cqrs.subscription;

import java.util.Set;

import ee.cqrs.store.RecordedEvent;

/**
 * Which events a subscription wants. An empty set stands for all.
 *
 * @param types types of aggregates
 * @param events types of events, as they stand in the log: an alias too, if events were stored under it
 * @param ids ids of aggregates
 */
public record EventFilter(Set<String> types, Set<String> events, Set<String> ids) {

    /** Keeps them as they are. */
    public EventFilter {
        types = Set.copyOf(types);
        events = Set.copyOf(events);
        ids = Set.copyOf(ids);
    }

    /**
     * No filter.
     *
     * @return takes every event
     */
    public static EventFilter all() {
        return new EventFilter(Set.of(), Set.of(), Set.of());
    }

    /**
     * By the type of the aggregate.
     *
     * @param types which
     * @return takes all events of these
     */
    public static EventFilter types(String... types) {
        return new EventFilter(Set.of(types), Set.of(), Set.of());
    }

    /**
     * Whether an event is wanted.
     *
     * @param event the event
     * @return true if so
     */
    public boolean takes(RecordedEvent event) {
        return has(types, event.meta().type())
                && has(events, event.type())
                && has(ids, event.meta().id());
    }

    private static boolean has(Set<String> wanted, String present) {
        return wanted.isEmpty() || wanted.contains(present);
    }
}
