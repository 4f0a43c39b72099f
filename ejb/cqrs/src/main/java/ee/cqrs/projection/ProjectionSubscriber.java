package ee.cqrs.projection;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.BeanMethod;
import ee.cqrs.json.Json;
import ee.cqrs.store.RecordedEvent;
import ee.cqrs.subscription.Subscriber;
import ee.cqrs.subscription.SubscriptionDefinition;

/** Reads the log for a projection, and calls the method of each event. */
public final class ProjectionSubscriber implements Subscriber {

    private static final String METHOD = "on";
    private static final String PREPARE = "prepare";
    private static final Class<?>[] PREPARED = {List.class};
    private static final String DROP = "drop";

    private final Object bean;
    private final EventMethods methods;
    private final Optional<Method> prepare;
    private final Optional<Method> drop;
    private final SubscriptionDefinition definition;
    private final boolean inline;

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
        this.bean = bean;
        List<Method> found = Stream.of(projection.getDeclaredMethods())
                .filter(method -> method.getName().equals(METHOD) && !method.isSynthetic())
                .toList();
        if (found.isEmpty()) {
            throw new InvalidProjectionException(
                    projection, "takes no event", "Write a method public void on(TheEvent event)");
        }
        methods = new EventMethods(projection, bean, found, catalogue, json);
        prepare = method(projection, PREPARE);
        prepare.ifPresent(method -> checkPrepare(projection, method));
        drop = method(projection, DROP);
        drop.ifPresent(method -> checkDrop(projection, method));
        Projection annotation = projection.getAnnotation(Projection.class);
        definition = SubscriptionDefinition.named(
                        ProjectionVersion.of(projection).orElseThrow().subscription())
                .partitioned(annotation.partitions())
                .only(methods.filter());
        inline = annotation.inline();
    }

    /**
     * Whether it is to be written in the transaction of the commands.
     *
     * @return as its class says
     */
    public boolean isInline() {
        return inline;
    }

    @Override
    public SubscriptionDefinition definition() {
        return definition;
    }

    @Override
    public void handle(List<RecordedEvent> events) {
        methods.call(events, this::prepare);
    }

    /** The same, and says of which event it was that a method failed. */
    void handle(List<RecordedEvent> events, BiFunction<RecordedEvent, Throwable, RuntimeException> failure) {
        methods.call(events, this::prepare, failure);
    }

    /** Deletes all that the projection has written, if it knows how to, in the transaction of the caller. */
    void drop() {
        drop.ifPresent(method -> BeanMethod.call(method, bean));
    }

    private void prepare(List<EventContext> batch) {
        prepare.ifPresent(method -> BeanMethod.call(method, bean, batch));
    }

    private static Optional<Method> method(Class<?> projection, String name) {
        return Stream.of(projection.getDeclaredMethods())
                .filter(method -> method.getName().equals(name) && !method.isSynthetic())
                .findFirst();
    }

    private static void checkDrop(Class<?> projection, Method method) {
        if (!Modifier.isPublic(method.getModifiers()) || method.getParameterCount() > 0) {
            throw new InvalidProjectionException(
                    projection,
                    "has the method %s, which cannot delete what it has written".formatted(method),
                    "Write public void drop()");
        }
        method.setAccessible(true); // its class need not be public
    }

    private static void checkPrepare(Class<?> projection, Method method) {
        if (!Modifier.isPublic(method.getModifiers()) || !Arrays.equals(method.getParameterTypes(), PREPARED)) {
            throw new InvalidProjectionException(
                    projection,
                    "has the method %s, which cannot prepare a batch".formatted(method),
                    "Write public void prepare(List<EventContext> batch)");
        }
        method.setAccessible(true); // its class need not be public
    }
}
