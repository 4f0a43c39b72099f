package ee.cqrs.web.stream;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.Catalogue;
import ee.cqrs.catalogue.MessageType;
import ee.cqrs.command.CommandException;
import ee.cqrs.command.CommandReader;
import ee.cqrs.command.Problem;
import ee.cqrs.web.Query;

/** Reads what a client wants to follow. What cannot be understood is refused before the stream begins. */
@Singleton
public class EventStreams {

    /** The media type of a stream. */
    public static final String MEDIA_TYPE = MediaType.SERVER_SENT_EVENTS;

    private static final String AFTER = "after";
    private static final String TYPE = "type";
    private static final String EVENT = "event";
    private static final String LAST_ID = "Last-Event-ID";

    private final CommandReader reader;
    private final Catalogue catalogue;
    private final LiveStreams streams;

    @Inject
    EventStreams(CommandReader reader, Catalogue catalogue, LiveStreams streams) {
        this.reader = reader;
        this.catalogue = catalogue;
        this.streams = streams;
    }

    /**
     * Sends the log as it grows.
     *
     * @param open the answer
     * @param request where it comes from
     * @param query its parameters
     * @throws CommandException if one of them cannot be used, or if there are too many streams
     */
    public void ofLog(AsyncResponse open, HttpServletRequest request, MultivaluedMap<String, String> query) {
        Query.only(Set.of(AFTER, TYPE, EVENT), query.keySet());
        if (!catalogue.isOpen()) {
            throw new CommandException(Problem.retry(Problem.Kind.UNAVAILABLE, "The server starts or stops", 1));
        }
        Optional<AggregateDefinition<?>> type =
                Optional.ofNullable(query.getFirst(TYPE)).map(reader::definition);
        Collection<AggregateDefinition<?>> types = type.isPresent() ? List.of(type.get()) : catalogue.all();
        Selection selection = new Selection.OfLog(type.map(AggregateDefinition::name), names(types, query.get(EVENT)));
        open(open, request, selection, start(request, query, 0), 0);
    }

    /**
     * Sends the events of an aggregate as they come.
     *
     * @param type its type
     * @param aggregate the aggregate
     * @param open the answer
     * @param request where it comes from
     * @param query its parameters
     * @throws CommandException if one of them cannot be used, or if there are too many streams
     */
    public void ofAggregate(
            AggregateDefinition<?> type,
            AggregateId aggregate,
            AsyncResponse open,
            HttpServletRequest request,
            MultivaluedMap<String, String> query) {
        Query.only(Set.of(AFTER, EVENT), query.keySet());
        Selection selection = new Selection.OfAggregate(aggregate, names(List.of(type), query.get(EVENT)));
        open(open, request, selection, 0, start(request, query, -1));
    }

    private void open(AsyncResponse open, HttpServletRequest request, Selection selection, long position, long index) {
        if (request.getMethod().equals("GET")) {
            streams.open(request.getAsyncContext(), selection, position, index);
        } else { // HEAD
            open.resume(Response.ok().type(MEDIA_TYPE).build());
        }
    }

    /** What the client saw last counts, else what its address says: a browser that connects again sends both. */
    private static long start(HttpServletRequest request, MultivaluedMap<String, String> query, long lowest) {
        long after = Query.from(AFTER, query.getFirst(AFTER), lowest);
        String last = request.getHeader(LAST_ID);
        return last == null ? after : Query.from(LAST_ID, last, lowest);
    }

    /** With the earlier names under which events may be stored. */
    private static Set<String> names(Collection<AggregateDefinition<?>> types, List<String> wanted) {
        Set<String> names = new HashSet<>();
        for (String name : wanted == null ? List.<String>of() : wanted) {
            List<MessageType> found =
                    types.stream().flatMap(type -> type.event(name).stream()).toList();
            if (found.isEmpty()) {
                throw new CommandException(Problem.malformed(
                        EVENT, "there is no event %s here, only %s".formatted(name, String.join(", ", known(types)))));
            }
            found.stream()
                    .flatMap(event -> Stream.concat(Stream.of(event.name()), event.aliases().stream()))
                    .forEach(names::add);
        }
        return names;
    }

    private static Set<String> known(Collection<AggregateDefinition<?>> types) {
        return types.stream()
                .flatMap(type -> type.events().stream())
                .map(MessageType::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
