package ee.cqrs.projection;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.MessageType;
import ee.cqrs.json.Json;
import ee.cqrs.store.RecordedEvent;
import ee.cqrs.subscription.EventFilter;

/** The methods of a bean that take events, each the record of one event as it is today. */
public final class EventMethods {

    private final Object bean;
    private final Json json;
    private final Map<Class<?>, EventMethod> methods = new HashMap<>();
    private final Map<String, AggregateDefinition<?>> types = new HashMap<>();
    private final EventFilter filter;

    /**
     * Looks for the events of methods in the catalogue.
     *
     * @param owner the class that has the methods; a bean may be a proxy of it
     * @param bean the bean
     * @param found the methods
     * @param catalogue all types
     * @param json the mapper
     * @throws InvalidProjectionException if one cannot take events; the message names class, method and remedy
     */
    public EventMethods(
            Class<?> owner, Object bean, List<Method> found, List<AggregateDefinition<?>> catalogue, Json json) {
        this.bean = bean;
        this.json = json;
        for (Method method : found) {
            EventMethod taking = EventMethod.of(owner, method);
            if (methods.put(taking.event(), taking) != null) {
                throw new InvalidProjectionException(
                        owner, "has two methods for " + taking.event().getName(), "Leave one of them");
            }
        }
        filter = filter(owner, catalogue);
    }

    /**
     * Which events the methods take.
     *
     * @return by type and name, earlier names too
     */
    public EventFilter filter() {
        return filter;
    }

    /**
     * Hands events to their methods.
     *
     * @param events that the filter takes
     */
    public void call(List<RecordedEvent> events) {
        call(events, contexts -> {});
    }

    /**
     * Hands events to their methods.
     *
     * @param events that the filter takes
     * @param before is told of those that have a method, if there are any, before the first is handed over
     */
    void call(List<RecordedEvent> events, Consumer<List<EventContext>> before) {
        prepared(events, before).forEach(this::call);
    }

    /**
     * Hands events to their methods.
     *
     * @param events that the filter takes
     * @param before as above
     * @param failure makes what is thrown of an event and of what its method has thrown
     */
    void call(
            List<RecordedEvent> events,
            Consumer<List<EventContext>> before,
            BiFunction<RecordedEvent, Throwable, RuntimeException> failure) {
        for (Taken event : prepared(events, before)) {
            try {
                call(event);
            } catch (RuntimeException | Error e) { // whatever it is: it must not end the journal writer
                throw failure.apply(event.recorded, e);
            }
        }
    }

    private void call(Taken event) {
        event.method.call(bean, event.data, event.context);
    }

    private List<Taken> prepared(List<RecordedEvent> events, Consumer<List<EventContext>> before) {
        List<Taken> taken =
                events.stream().map(this::taken).flatMap(Optional::stream).toList();
        if (!taken.isEmpty()) {
            before.accept(taken.stream().map(Taken::context).toList());
        }
        return taken;
    }

    /** Empty for what another type has under the name of an event of these methods. */
    private Optional<Taken> taken(RecordedEvent event) {
        MessageType message = types.get(event.meta().type()).event(event.type()).orElseThrow();
        return Optional.ofNullable(methods.get(message.recordClass()))
                .map(method -> new Taken(
                        event,
                        method,
                        message.read(json, event.data(), event.meta().version()),
                        EventContext.of(event.meta())));
    }

    /** Earlier names of an event too: it may have been stored under them. */
    private EventFilter filter(Class<?> owner, List<AggregateDefinition<?>> catalogue) {
        Set<String> names = new HashSet<>();
        Set<Class<?>> unknown = new HashSet<>(methods.keySet());
        for (AggregateDefinition<?> type : catalogue) {
            for (MessageType message : type.events()) {
                if (methods.containsKey(message.recordClass())) {
                    types.put(type.name(), type);
                    names.add(message.name());
                    names.addAll(message.aliases());
                    unknown.remove(message.recordClass());
                }
            }
        }
        if (!unknown.isEmpty()) {
            throw new InvalidProjectionException(
                    owner,
                    "takes %s, which no aggregate has as an event"
                            .formatted(unknown.iterator().next().getName()),
                    "Take the events of aggregates that an application lists and that keep events");
        }
        return new EventFilter(types.keySet(), names, Set.of());
    }

    /**
     * An event with the method that takes it.
     *
     * @param recorded as it is stored
     * @param method of the bean
     * @param data the record of today
     * @param context what else there is to know
     */
    private record Taken(RecordedEvent recorded, EventMethod method, Record data, EventContext context) {}
}
