package ee.cqrs.projection;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;

import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.json.Json;
import ee.cqrs.store.RecordedEvent;
import ee.cqrs.subscription.Subscriber;
import ee.cqrs.subscription.SubscriptionDefinition;

/** Reads the log for a projection, and calls the method of each event. */
public final class ProjectionSubscriber implements Subscriber {

    private static final String METHOD = "on";

    private final EventMethods methods;
    private final SubscriptionDefinition definition;

    /**
     * Looks for the methods of a projection.
     *
     * @param projection the class with the annotation; a bean may be a proxy of it
     * @param bean has the methods
     * @param catalogue the types that it may read
     * @param json how stored events are read
     * @throws InvalidProjectionException if it breaks the contract; the message names class, method and remedy
     */
    public ProjectionSubscriber(Class<?> projection, Object bean, List<AggregateDefinition<?>> catalogue, Json json) {
        List<Method> found = Stream.of(projection.getDeclaredMethods())
                .filter(method -> method.getName().equals(METHOD) && !method.isSynthetic())
                .toList();
        if (found.isEmpty()) {
            throw new InvalidProjectionException(
                    projection, "takes no event", "Write a method public void on(TheEvent event)");
        }
        methods = new EventMethods(projection, bean, found, catalogue, json);
        Projection annotation = projection.getAnnotation(Projection.class);
        definition = SubscriptionDefinition.named(annotation.value())
                .partitioned(annotation.partitions())
                .only(methods.filter());
    }

    @Override
    public SubscriptionDefinition definition() {
        return definition;
    }

    @Override
    public void handle(List<RecordedEvent> events) {
        methods.call(events);
    }
}
