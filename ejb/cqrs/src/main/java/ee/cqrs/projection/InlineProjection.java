package ee.cqrs.projection;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.EntityManager;

import ee.cqrs.store.Append;
import ee.cqrs.store.EventMeta;
import ee.cqrs.store.ProjectionFailureException;
import ee.cqrs.store.RecordedEvent;

/** A projection that is written in the transaction of the commands. */
final class InlineProjection {

    private final ProjectionSubscriber subscriber;
    private final List<EntityManager> entities;

    private InlineProjection(ProjectionSubscriber subscriber, List<EntityManager> entities) {
        this.subscriber = subscriber;
        this.entities = entities;
    }

    /**
     * Looks for what has to be flushed.
     *
     * @param instance the bean itself and no proxy of it: what is injected into it is read
     */
    static InlineProjection of(Class<?> projection, Object instance, ProjectionSubscriber subscriber) {
        List<EntityManager> found = new ArrayList<>();
        for (Class<?> type = projection; type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (EntityManager.class.isAssignableFrom(field.getType())) {
                    found.add(read(projection, field, instance));
                }
            }
        }
        return new InlineProjection(subscriber, found);
    }

    private static EntityManager read(Class<?> projection, Field field, Object instance) {
        try {
            field.setAccessible(true);
            Object value = field.get(instance);
            if (value != null) {
                return (EntityManager) value;
            }
        } catch (IllegalAccessException | IllegalArgumentException e) {
            throw new IllegalStateException(e);
        }
        throw new InvalidProjectionException(
                projection,
                "is inline, and nothing was injected into its %s".formatted(field.getName()),
                "An inline projection is a CDI bean and no EJB");
    }

    String name() {
        return subscriber.definition().name();
    }

    void write(List<Append> appends) {
        List<RecordedEvent> events = appends.stream()
                .flatMap(append -> append.events().stream())
                .filter(subscriber.definition().filter()::takes)
                .toList();
        if (events.isEmpty()) {
            return;
        }
        subscriber.handle(events, this::failure);
        entities.forEach(EntityManager::flush); // here and now: at the commit the journal would be locked
    }

    private ProjectionFailureException failure(RecordedEvent event, Throwable cause) {
        EventMeta meta = event.meta();
        return new ProjectionFailureException(name(), meta.aggregate(), meta.commandId(), cause);
    }
}
