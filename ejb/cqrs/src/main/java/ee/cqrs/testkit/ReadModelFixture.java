package ee.cqrs.testkit;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.MessageType;
import ee.cqrs.command.CommandException;
import ee.cqrs.json.Json;
import ee.cqrs.projection.Projection;
import ee.cqrs.projection.ProjectionSubscriber;
import ee.cqrs.query.BoundQuery;
import ee.cqrs.query.Queries;
import ee.cqrs.query.QueryDefinition;
import ee.cqrs.store.EventMeta;
import ee.cqrs.store.RecordedEvent;
import ee.cqrs.supervision.Application;

/**
 * The projections and queries of an application under test: {@code given(id, events).whenQuery(name, parameters)}, then what
 * the {@link Answer} is expected to be. It brings an empty H2 in memory with the tables of the application.
 */
public final class ReadModelFixture implements AutoCloseable {

    private final Json json = new Json();
    private final MovableClock clock = new MovableClock();
    private final MemoryDatabase database;
    private final List<AggregateDefinition<?>> types = new ArrayList<>();
    private final List<ProjectionSubscriber> projections = new ArrayList<>();
    private final Map<String, BoundQuery> queries = new HashMap<>();
    private final Map<Class<?>, Object> beans = new LinkedHashMap<>();
    private final Map<AggregateId, Long> indexes = new HashMap<>();
    private long position;
    private long commands;

    private ReadModelFixture(Application application, String unit) {
        database = new MemoryDatabase(
                application.name(), unit, application.getClass().getClassLoader());
        application.aggregates().forEach(type -> types.add(AggregateDefinition.of(application.name(), type)));
        beans.put(Clock.class, clock);
    }

    /**
     * Projections and queries, before any event.
     *
     * @param application whose events they take, and whose scripts make the tables
     * @param unit the persistence unit that its beans inject, as in its {@code persistence.xml}
     * @param beans classes with {@link Projection} or with queries, and what those inject, that first
     * @return a fixture for one test
     * @throws RuntimeException if a class breaks the contract, as at deployment
     */
    public static ReadModelFixture of(Application application, String unit, Class<?>... beans) {
        ReadModelFixture fixture = new ReadModelFixture(application, unit);
        try {
            Arrays.asList(beans).forEach(fixture::add);
            return fixture;
        } catch (RuntimeException e) {
            fixture.close();
            throw e;
        }
    }

    private void add(Class<?> type) {
        Object bean = newBean(type);
        beans.put(type, bean);
        if (type.isAnnotationPresent(Projection.class)) {
            projections.add(new ProjectionSubscriber(type, bean, types, json));
        }
        Queries.methods(type)
                .map(method -> QueryDefinition.of(method, null))
                .forEach(query -> queries.put(query.name(), new BoundQuery(query, bean)));
    }

    /**
     * Stops the clock: events that are given from now on happen at this time, and whoever injects a {@link Clock} sees it.
     *
     * @param time the time
     * @return this fixture
     */
    public ReadModelFixture at(Instant time) {
        clock.stopAt(time);
        return this;
    }

    /**
     * What happened to an aggregate. The projections handle it in one transaction, as one batch.
     *
     * @param id of the aggregate; its type is the one that has these events
     * @param events in order
     * @return this fixture
     */
    public ReadModelFixture given(String id, Record... events) {
        List<RecordedEvent> recorded =
                Arrays.stream(events).map(event -> record(id, event)).toList();
        List<RecordedEvent> placed =
                recorded.stream().map(event -> event.at(++position)).toList();
        database.transactions().commit(() -> {
            projections.forEach(projection -> handle(projection, projection.isInline() ? recorded : placed));
            return null;
        });
        return this;
    }

    private static void handle(ProjectionSubscriber projection, List<RecordedEvent> events) {
        projection.handle(
                events.stream().filter(projection.definition().filter()::takes).toList());
    }

    /**
     * Asks a query, as over HTTP.
     *
     * @param name its name
     * @param namesAndValues its parameters, one name and one value after the other
     * @return what comes of it
     */
    public Answer whenQuery(String name, Object... namesAndValues) {
        BoundQuery query = queries.get(name);
        if (query == null) {
            throw new IllegalArgumentException("There is no query %s, only %s".formatted(name, queries.keySet()));
        }
        Map<String, List<String>> given = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            given.computeIfAbsent(String.valueOf(namesAndValues[i]), unused -> new ArrayList<>())
                    .add(String.valueOf(namesAndValues[i + 1]));
        }
        String question = name + " " + given;
        try {
            Supplier<Object> answer = query.prepare(given, json, CommandValidation.validator());
            Object found = database.transactions().rollBack(answer);
            json.write(found); // what cannot be shown is no answer
            return new Answer(this, question, found, null);
        } catch (CommandException e) {
            return new Answer(this, question, null, e.problem());
        }
    }

    /** Gives the database back. */
    @Override
    public void close() {
        database.close();
    }

    private RecordedEvent record(String id, Record event) {
        RoundTrip.check(event);
        AggregateDefinition<?> type = typeOf(event);
        MessageType message = type.typeOf(event);
        long index = indexes.merge(new AggregateId(type.name(), id), 0L, (last, first) -> last + 1);
        String command = "command-" + ++commands;
        EventMeta meta = new EventMeta(
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                UUID.randomUUID(),
                message.version(),
                "test",
                index,
                type.name(),
                id,
                type.storedSnapshotPeriod(),
                null,
                command,
                command,
                command,
                null,
                null);
        return new RecordedEvent(meta, message.name(), json.write(event));
    }

    private AggregateDefinition<?> typeOf(Record event) {
        List<AggregateDefinition<?>> found = types.stream()
                .filter(type -> type.events().stream().anyMatch(message -> message.recordClass() == event.getClass()))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException("%s is an event of %d types of the application, not of one"
                    .formatted(event.getClass().getName(), found.size()));
        }
        return found.get(0);
    }

    private Object newBean(Class<?> type) {
        Constructor<?> constructor = Arrays.stream(type.getDeclaredConstructors())
                .filter(candidate -> candidate.isAnnotationPresent(Inject.class))
                .findFirst()
                .orElseGet(() -> withoutParameters(type));
        try {
            constructor.setAccessible(true);
            Object bean = constructor.newInstance(Arrays.stream(constructor.getParameterTypes())
                    .map(this::injected)
                    .toArray());
            for (Field field : type.getDeclaredFields()) {
                inject(bean, field);
            }
            return bean;
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("The constructor of %s fails".formatted(type.getName()), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot create " + type.getName(), e);
        }
    }

    private static Constructor<?> withoutParameters(Class<?> type) {
        try {
            return type.getDeclaredConstructor();
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(
                    "%s needs a constructor without parameters, or one with @Inject".formatted(type.getName()), e);
        }
    }

    private void inject(Object bean, Field field) throws IllegalAccessException {
        if (field.isAnnotationPresent(PersistenceContext.class)) {
            set(bean, field, database.transactions().entities());
        } else if (field.isAnnotationPresent(Inject.class)) {
            set(
                    bean,
                    field,
                    field.getType() == EntityManager.class
                            ? database.transactions().entities()
                            : injected(field.getType()));
        }
    }

    private static void set(Object bean, Field field, Object value) throws IllegalAccessException {
        field.setAccessible(true);
        field.set(bean, value);
    }

    private Object injected(Class<?> type) {
        return beans.values().stream()
                .filter(type::isInstance)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Nothing to inject for %s: name its class before those that inject it"
                                .formatted(type.getName())));
    }
}
