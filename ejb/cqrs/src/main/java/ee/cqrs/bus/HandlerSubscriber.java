package ee.cqrs.bus;

import java.lang.reflect.Method;
import java.util.List;

import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.json.Json;
import ee.cqrs.projection.EventMethods;
import ee.cqrs.store.RecordedEvent;
import ee.cqrs.subscription.Start;
import ee.cqrs.subscription.Subscriber;
import ee.cqrs.subscription.SubscriptionDefinition;

/** Reads the log for the methods of a bean that share a subscription. */
final class HandlerSubscriber implements Subscriber {

    private final EventMethods methods;
    private final SubscriptionDefinition definition;

    /** @throws ee.cqrs.projection.InvalidProjectionException if a method cannot take events */
    HandlerSubscriber(
            Class<?> owner, Object bean, List<Method> found, List<AggregateDefinition<?>> catalogue, Json json) {
        methods = new EventMethods(owner, bean, found, catalogue, json);
        EventHandler annotation = found.get(0).getAnnotation(EventHandler.class);
        if (found.stream().anyMatch(method -> !annotation.equals(method.getAnnotation(EventHandler.class)))) {
            throw new IllegalArgumentException(
                    "%s: the methods of the subscription %s differ in what else @EventHandler says; write the same at each"
                            .formatted(owner.getName(), annotation.value()));
        }
        definition = SubscriptionDefinition.named(annotation.value())
                .partitioned(annotation.partitions())
                .from(annotation.history() ? Start.beginning() : Start.end())
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
