package ee.cqrs.projection;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.Catalogue;
import ee.cqrs.catalogue.Modules;
import ee.cqrs.json.Json;
import ee.cqrs.settings.Settings;
import ee.cqrs.subscription.Subscriptions;
import org.jboss.logging.Logger;

/** Finds the projections of all applications. */
@Singleton
public class Projections {

    private static final Logger LOG = Logger.getLogger(Projections.class);

    private final Catalogue catalogue;
    private final Subscriptions subscriptions;
    private final InlineProjections inline;
    private final BeanManager beanManager;
    private final Json json;
    private final boolean run;
    private final Map<String, Class<?>> known = new ConcurrentSkipListMap<>();

    @Inject
    @Any
    private Instance<Object> beans;

    @Inject
    Projections(
            Catalogue catalogue,
            Subscriptions subscriptions,
            InlineProjections inline,
            BeanManager beanManager,
            Json json,
            Settings settings) {
        this.catalogue = catalogue;
        this.subscriptions = subscriptions;
        this.inline = inline;
        this.beanManager = beanManager;
        this.json = json;
        run = settings.runProjections();
    }

    /**
     * Subscribes each to its events; one that is broken leaves the others running, as do those of an application that does
     * not run.
     *
     * @param modules says to which application a bean belongs
     */
    public void start(Modules modules) {
        List<AggregateDefinition<?>> types = List.copyOf(catalogue.all());
        for (Instance.Handle<Object> bean : beans.handles()) {
            Class<?> projection = bean.getBean().getBeanClass();
            if (projection.isAnnotationPresent(Projection.class)
                    && modules.isUsable(projection)
                    && bean.getBean().getTypes().contains(projection)) { // not what it produces
                try {
                    // also if it does not start: who waits for it must not be told that it has come anywhere
                    known.put(projection.getAnnotation(Projection.class).value(), projection);
                    start(projection, bean, new ProjectionSubscriber(projection, bean.get(), types, json));
                } catch (RuntimeException | LinkageError e) {
                    LOG.errorf(e, "The projection %s does not start", projection.getName());
                }
            }
        }
    }

    private void start(Class<?> projection, Instance.Handle<Object> bean, ProjectionSubscriber subscriber) {
        if (subscriber.isInline()) { // wherever commands are accepted
            inline.add(InlineProjection.of(projection, instance(bean), subscriber));
        }
        if (run) {
            subscriptions.add(subscriber, subscriber.isInline());
        }
    }

    /** What is behind the proxy of a bean. */
    private Object instance(Instance.Handle<Object> handle) {
        Bean<Object> bean = handle.getBean();
        return beanManager.isNormalScope(bean.getScope())
                ? beanManager.getContext(bean.getScope()).get(bean, beanManager.createCreationalContext(bean))
                : handle.get();
    }

    /**
     * The projections that run, on this node or on others.
     *
     * @return their names
     */
    public Set<String> names() {
        return Set.copyOf(known.keySet());
    }

    /**
     * The projections of a module.
     *
     * @param bean a class of it
     * @return their names
     */
    public Set<String> of(Class<?> bean) {
        return known.entrySet().stream()
                .filter(entry -> entry.getValue().getClassLoader() == bean.getClassLoader())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
