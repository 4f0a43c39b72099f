package ee.cqrs.query;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;

import ee.cqrs.catalogue.Catalogue;
import ee.cqrs.catalogue.Modules;
import ee.cqrs.command.CommandException;
import ee.cqrs.command.Problem;
import ee.cqrs.json.Json;
import ee.cqrs.projection.LiveVersions;
import ee.cqrs.projection.ProjectionVersion;
import ee.cqrs.projection.Projections;
import org.jboss.logging.Logger;

/** Finds the queries of all applications, and answers them. */
@Singleton
public class Queries {

    private static final Logger LOG = Logger.getLogger(Queries.class);

    /** Of the 32 connections of the pool: what queries and restores leave is the journal writer's. */
    private static final int MOST = 12;

    private final Catalogue catalogue;
    private final Projections projections;
    private final Waits waits;
    private final QueryTransaction transactions;
    private final Validator validator;
    private final Json json;
    private final Map<String, NamedQuery> queries = new ConcurrentHashMap<>();
    private final Readers readers = new Readers(MOST);

    @Inject
    @Any
    private Instance<Object> beans;

    @Inject
    Queries(
            Catalogue catalogue,
            Projections projections,
            Waits waits,
            QueryTransaction transactions,
            ValidatorFactory validators,
            Json json) {
        this.catalogue = catalogue;
        this.projections = projections;
        this.waits = waits;
        this.transactions = transactions;
        validator = validators.getValidator();
        this.json = json;
    }

    /**
     * Starts those of all applications that run; one that is broken leaves the others running.
     *
     * @param modules says to which application a bean belongs
     */
    public void start(Modules modules) {
        waits.start();
        for (Instance.Handle<Object> handle : beans.handles()) {
            Class<?> bean = handle.getBean().getBeanClass();
            if (modules.isUsable(bean) && handle.getBean().getTypes().contains(bean)) { // not what it produces
                methods(bean).forEach(method -> start(method, handle, modules));
            }
        }
    }

    private void start(Method method, Instance.Handle<Object> handle, Modules modules) {
        try {
            Class<?> bean = method.getDeclaringClass();
            QueryDefinition read =
                    QueryDefinition.of(method, modules.applicationOf(bean).orElse(null));
            Set<String> names = read.projections().isEmpty() ? readBy(bean) : read.projections();
            add(read.reading(names), handle.get(), ProjectionVersion.of(bean));
        } catch (RuntimeException | LinkageError e) {
            LOG.errorf(
                    e,
                    "The query %s.%s does not start",
                    method.getDeclaringClass().getName(),
                    method.getName());
        }
    }

    /** One version of a projection is read by its own queries. */
    private Set<String> readBy(Class<?> bean) {
        return ProjectionVersion.of(bean)
                .map(ProjectionVersion::name)
                .filter(projections::hasVersions)
                .map(Set::of)
                .orElseGet(() -> projections.of(bean));
    }

    private void add(QueryDefinition query, Object bean, Optional<ProjectionVersion> version) {
        query.projections().stream()
                .filter(name -> !projections.names().contains(name))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new InvalidQueryException(
                            query.method(),
                            "reads the projection %s, which does not run".formatted(unknown),
                            "Name one of " + projections.names());
                });
        NamedQuery named = queries.computeIfAbsent(query.name(), unused -> new NamedQuery());
        if (!named.add(new BoundQuery(query, bean), version)) {
            throw new InvalidQueryException(
                    query.method(), "has the name %s of another query".formatted(query.name()), "Choose another name");
        }
    }

    /** Ends: those who wait are told so. */
    public void stop() {
        waits.stop();
        queries.clear();
    }

    /**
     * The methods of a class that are queries.
     *
     * @param bean the class
     * @return in no order
     */
    public static Stream<Method> methods(Class<?> bean) {
        try {
            return Stream.of(bean.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Query.class) && !method.isSynthetic());
        } catch (LinkageError e) { // somebody else's class, with methods that nobody can call
            LOG.debugf(e, "No queries of %s", bean.getName());
            return Stream.empty();
        }
    }

    /**
     * All queries that are answered.
     *
     * @return by name
     */
    public List<QueryDefinition> all() {
        LiveVersions live = projections.live();
        return queries.values().stream()
                .flatMap(query -> query.of(live).stream())
                .map(BoundQuery::definition)
                .sorted(Comparator.comparing(QueryDefinition::name))
                .toList();
    }

    /**
     * Answers a query.
     *
     * @param name its name
     * @param given its parameters, by name
     * @param position up to which its projections have to have handled the log; empty if that does not matter
     * @return the record, list or {@link Page}; it comes at once, or, by another thread, when the position is reached. A
     *     {@link CommandException} says that there is nothing, or that the position was not reached in time
     * @throws CommandException if there is no such query, or a parameter cannot be used
     */
    public CompletableFuture<Object> ask(
            String name, Map<String, ? extends Collection<String>> given, Optional<Long> position) {
        if (!catalogue.isOpen()) {
            throw new CommandException(Problem.retry(Problem.Kind.UNAVAILABLE, "The server starts or stops", 1));
        }
        LiveVersions live = projections.live(); // once: whatever takes over meanwhile
        BoundQuery query = find(name, live);
        Supplier<Object> answer = query.prepare(given, json, validator);
        return position.map(wanted ->
                        waits.until(live.subscriptions(query.definition().projections()), wanted))
                .orElseGet(() -> CompletableFuture.completedFuture(null))
                .thenApply(reached -> readers.read(() -> transactions.call(answer)));
    }

    private BoundQuery find(String name, LiveVersions live) {
        NamedQuery named = Optional.ofNullable(queries.get(name)).orElseThrow(() -> unknown(name));
        Optional<BoundQuery> query = named.of(live);
        if (query.isPresent()
                ? !live.areKnown(query.get().definition().projections())
                : named.isAnsweredElsewhere(live, projections::isPresent)) {
            throw new CommandException(Problem.retry(
                    Problem.Kind.UNAVAILABLE,
                    "Which version answers the query %s is not known, or it is not there on this node".formatted(name),
                    1));
        }
        return query.orElseThrow(() -> unknown(name));
    }

    private static CommandException unknown(String name) {
        return new CommandException(Problem.of(Problem.Kind.NOT_FOUND, "There is no query %s".formatted(name)));
    }
}
