package ee.cqrs.projection;

import java.util.List;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.Catalogue;
import ee.cqrs.json.Json;
import ee.cqrs.subscription.Subscriptions;
import org.jboss.logging.Logger;

/** Finds the projections of all applications. */
@Singleton
public class Projections {

    private static final Logger LOG = Logger.getLogger(Projections.class);

    private final Catalogue catalogue;
    private final Subscriptions subscriptions;
    private final Json json;

    @Inject
    @Any
    private Instance<Object> beans;

    @Inject
    Projections(Catalogue catalogue, Subscriptions subscriptions, Json json) {
        this.catalogue = catalogue;
        this.subscriptions = subscriptions;
        this.json = json;
    }

    /** Subscribes each to its events; one that is broken leaves the others running. */
    public void start() {
        List<AggregateDefinition<?>> types = List.copyOf(catalogue.all());
        for (Instance.Handle<Object> bean : beans.handles()) {
            Class<?> projection = bean.getBean().getBeanClass();
            if (projection.isAnnotationPresent(Projection.class)
                    && bean.getBean().getTypes().contains(projection)) { // not what it produces
                try {
                    subscriptions.add(new ProjectionSubscriber(projection, bean.get(), types, json));
                } catch (RuntimeException | LinkageError e) {
                    LOG.errorf(e, "The projection %s does not start", projection.getName());
                }
            }
        }
    }
}
