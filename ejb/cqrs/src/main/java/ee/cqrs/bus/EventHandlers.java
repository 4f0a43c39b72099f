package ee.cqrs.bus;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.Catalogue;
import ee.cqrs.catalogue.Modules;
import ee.cqrs.json.Json;
import ee.cqrs.subscription.Subscriptions;
import org.jboss.logging.Logger;

/** Finds the methods with {@link EventHandler} of all applications. */
@Singleton
public class EventHandlers {

    private static final Logger LOG = Logger.getLogger(EventHandlers.class);

    private final Catalogue catalogue;
    private final Subscriptions subscriptions;
    private final Json json;

    @Inject
    @Any
    private Instance<Object> beans;

    @Inject
    EventHandlers(Catalogue catalogue, Subscriptions subscriptions, Json json) {
        this.catalogue = catalogue;
        this.subscriptions = subscriptions;
        this.json = json;
    }

    /**
     * Subscribes them to their events; one that is broken leaves the others running, as do those of an application that does
     * not run.
     *
     * @param modules says to which application a bean belongs
     */
    public void start(Modules modules) {
        List<AggregateDefinition<?>> types = List.copyOf(catalogue.all());
        for (Instance.Handle<Object> handle : beans.handles()) {
            Class<?> owner = handle.getBean().getBeanClass();
            if (modules.isUsable(owner) && handle.getBean().getTypes().contains(owner)) { // not what it produces
                lookAt(owner).forEach((name, methods) -> start(owner, handle, methods, types));
            }
        }
    }

    private static Map<String, List<Method>> lookAt(Class<?> owner) {
        try {
            return methodsOf(owner);
        } catch (LinkageError e) { // a parameter of some method is not there
            LOG.warnf("Whether %s has event handlers cannot be seen: %s", owner.getName(), e);
            return Map.of();
        }
    }

    private void start(
            Class<?> owner, Instance.Handle<Object> handle, List<Method> methods, List<AggregateDefinition<?>> types) {
        try {
            subscriptions.add(new HandlerSubscriber(owner, handle.get(), methods, types, json));
        } catch (RuntimeException | LinkageError e) {
            LOG.errorf(e, "The event handlers of %s do not start", owner.getName());
        }
    }

    /** By the name of their subscription. */
    static Map<String, List<Method>> methodsOf(Class<?> owner) {
        return Stream.of(owner.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(EventHandler.class) && !method.isSynthetic())
                .collect(Collectors.groupingBy(
                        method -> method.getAnnotation(EventHandler.class).value(), TreeMap::new, Collectors.toList()));
    }
}
