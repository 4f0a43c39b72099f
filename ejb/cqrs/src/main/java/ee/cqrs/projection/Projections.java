package ee.cqrs.projection;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
import org.jboss.logging.Logger;

/** Finds the projections of all applications. */
@Singleton
public class Projections {

    private static final Logger LOG = Logger.getLogger(Projections.class);

    private final Catalogue catalogue;
    private final Versions versions;
    private final Rebuilds rebuilds;
    private final InlineProjections inline;
    private final BeanManager beanManager;
    private final Json json;
    private final Map<ProjectionVersion, Class<?>> known = new ConcurrentHashMap<>();

    @Inject
    @Any
    private Instance<Object> beans;

    @Inject
    Projections(
            Catalogue catalogue,
            Versions versions,
            Rebuilds rebuilds,
            InlineProjections inline,
            BeanManager beanManager,
            Json json) {
        this.catalogue = catalogue;
        this.versions = versions;
        this.rebuilds = rebuilds;
        this.inline = inline;
        this.beanManager = beanManager;
        this.json = json;
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
                    ProjectionVersion version = ProjectionVersion.of(projection).orElseThrow();
                    add(version, projection);
                    ProjectionSubscriber subscriber = new ProjectionSubscriber(projection, bean.get(), types, json);
                    if (subscriber.isInline()) { // wherever commands are accepted
                        inline.add(InlineProjection.of(projection, instance(bean), subscriber));
                    }
                    versions.add(version, subscriber);
                } catch (RuntimeException | LinkageError e) {
                    LOG.errorf(e, "The projection %s does not start", projection.getName());
                }
            }
        }
        rebuilds.look();
    }

    /** What is behind the proxy of a bean. */
    private Object instance(Instance.Handle<Object> handle) {
        Bean<Object> bean = handle.getBean();
        return beanManager.isNormalScope(bean.getScope())
                ? beanManager.getContext(bean.getScope()).get(bean, beanManager.createCreationalContext(bean))
                : handle.get();
    }

    /** Also if it does not start: who waits for it must not be told that it has come anywhere. */
    void add(ProjectionVersion version, Class<?> projection) {
        if (known.putIfAbsent(version, projection) != null) {
            throw new InvalidProjectionException(
                    projection,
                    "has the name and the version of %s"
                            .formatted(known.get(version).getName()),
                    "Give it another name, or another version");
        }
        versions.add(version);
    }

    /**
     * The projections that run, on this node or on others.
     *
     * @return their names
     */
    public Set<String> names() {
        return versions.names();
    }

    /**
     * Which version of each projection answers queries, as this node has seen it last.
     *
     * @return at this moment
     */
    public LiveVersions live() {
        return versions.live();
    }

    /**
     * Whether a version can answer on this node.
     *
     * @param version which
     * @return false if its bean is not there
     */
    public boolean isPresent(ProjectionVersion version) {
        return versions.isPresent(version);
    }

    /**
     * Whether there are several versions of a projection.
     *
     * @param name of the projection
     * @return false if there is one on this node, or none
     */
    public boolean hasVersions(String name) {
        return versions.present(name).size() > 1;
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
                .map(entry -> entry.getKey().name())
                .collect(Collectors.toUnmodifiableSet());
    }
}
