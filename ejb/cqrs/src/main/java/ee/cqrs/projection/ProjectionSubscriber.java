package ee.cqrs.projection;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.MessageType;
import ee.cqrs.json.Json;
import ee.cqrs.store.RecordedEvent;
import ee.cqrs.subscription.EventFilter;
import ee.cqrs.subscription.Subscriber;
import ee.cqrs.subscription.SubscriptionDefinition;

/** Reads the log for a projection, and calls the method of each event. */
final class ProjectionSubscriber implements Subscriber {

    private static final String METHOD = "on";

    private final Object bean;
    private final Json json;
    private final Map<Class<?>, EventMethod> methods = new HashMap<>();
    private final Map<String, AggregateDefinition<?>> types = new HashMap<>();
    private final SubscriptionDefinition definition;

    /**
     * Looks for the methods of a projection.
     *
     * @param projection the class with the annotation; a bean may be a proxy of it
     * @throws InvalidProjectionException if it breaks the contract; the message names class, method and remedy
     */
    ProjectionSubscriber(Class<?> projection, Object bean, List<AggregateDefinition<?>> catalogue, Json json) {
        this.bean = bean;
        this.json = json;
        for (Method method : projection.getDeclaredMethods()) {
            if (method.getName().equals(METHOD) && !method.isSynthetic()) {
                EventMethod found = EventMethod.of(projection, method);
                if (methods.put(found.event(), found) != null) {
                    throw new InvalidProjectionException(
                            projection, "has two methods for " + found.event().getName(), "Leave one of them");
                }
            }
        }
        if (methods.isEmpty()) {
            throw new InvalidProjectionException(
                    projection, "takes no event", "Write a method public void on(TheEvent event)");
        }
        Projection annotation = projection.getAnnotation(Projection.class);
        definition = SubscriptionDefinition.named(annotation.value())
                .partitioned(annotation.partitions())
                .only(filter(projection, catalogue));
    }

    @Override
    public SubscriptionDefinition definition() {
        return definition;
    }

    @Override
    public void handle(List<RecordedEvent> events) {
        for (RecordedEvent event : events) {
            MessageType message =
                    types.get(event.meta().type()).event(event.type()).orElseThrow();
            EventMethod method = methods.get(message.recordClass());
            if (method != null) { // another type can have an event of that name
                Record data = message.read(json, event.data(), event.meta().version());
                method.call(bean, data, EventContext.of(event.meta()));
            }
        }
    }

    /** Earlier names of an event too: it may have been stored under them. */
    private EventFilter filter(Class<?> projection, List<AggregateDefinition<?>> catalogue) {
        Set<String> names = new HashSet<>();
        Set<Class<?>> unknown = new HashSet<>(methods.keySet());
        for (AggregateDefinition<?> type : catalogue) {
            for (MessageType message : type.events()) {
                if (methods.containsKey(message.recordClass())) {
                    types.put(type.name(), type);
                    names.add(message.name());
                    names.addAll(message.aliases());
                    unknown.remove(message.recordClass());
                }
            }
        }
        if (!unknown.isEmpty()) {
            throw new InvalidProjectionException(
                    projection,
                    "takes %s, which no aggregate has as an event"
                            .formatted(unknown.iterator().next().getName()),
                    "Take the events of aggregates that an application lists and that keep events");
        }
        return new EventFilter(types.keySet(), names, Set.of());
    }
}
