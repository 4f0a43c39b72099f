package ee.cqrs.web;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.aggregate.Meta;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.command.CommandException;
import ee.cqrs.command.CommandReader;
import ee.cqrs.command.Problem;
import ee.cqrs.repository.AggregateRepository;
import ee.cqrs.store.EventMeta;
import ee.cqrs.store.EventStore;
import ee.cqrs.store.ReadableHead;
import ee.cqrs.store.RecordedEvent;
import ee.cqrs.web.stream.EventStreams;

/** Shows aggregates: their state now and in the past, their events, and which there are. */
@Singleton
@Path("/aggregates/{type}")
@Produces(MediaType.APPLICATION_JSON)
public class AggregateResource {

    @Inject
    private CommandReader reader;

    @Inject
    private AggregateRepository repository;

    @Inject
    private EventStore store;

    @Inject
    private ReadableHead head;

    @Inject
    private EventStreams streams;

    /**
     * Lists the ids of a type.
     *
     * @param type the aggregate type
     * @param after the id after which to start; empty for the first
     * @param limit how many at most
     * @return a page
     */
    @GET
    public IdPage ids(
            @PathParam("type") String type,
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") String limit) {
        AggregateDefinition<?> definition = reader.definition(type);
        checkStart(type, after);
        List<String> ids = store.ids(definition.name(), after, Query.limit(limit));
        return new IdPage(ids, ids.isEmpty() ? after : ids.get(ids.size() - 1));
    }

    /**
     * Shows the state of an aggregate, without waiting for commands.
     *
     * @param type its type
     * @param id its id
     * @param index shows it as it was after this event
     * @param at shows it as it was at this time
     * @return 200 with the index as entity tag
     */
    @GET
    @Path("{id}")
    public Response state(
            @PathParam("type") String type,
            @PathParam("id") String id,
            @QueryParam("index") String index,
            @QueryParam("at") String at) {
        AggregateDefinition<?> definition = reader.definition(type);
        AggregateId aggregate = reader.aggregate(definition, id);
        AggregateState<?> state = find(definition, aggregate, index, at).orElseThrow(() -> notFound(aggregate));
        return Response.ok(new StateAnswer(state.meta(), state.state()))
                .tag(Long.toString(state.index()))
                .build();
    }

    /**
     * Lists the events of an aggregate.
     *
     * @param type its type
     * @param id its id
     * @param after the index after which to start; -1 for the first
     * @param limit how many at most; fewer if they are large, none only at the end
     * @return a page
     */
    @GET
    @Path("{id}/events")
    public EventPage events(
            @PathParam("type") String type,
            @PathParam("id") String id,
            @QueryParam("after") String after,
            @QueryParam("limit") String limit) {
        AggregateDefinition<?> definition = reader.definition(type);
        AggregateId aggregate = reader.aggregate(definition, id);
        long start = Query.from("after", after, -1);
        long durable = head.position();
        List<RecordedEvent> events = store.portion(aggregate, start, Query.limit(limit)).events().stream()
                .takeWhile(event -> event.meta().position() <= durable)
                .toList();
        if (events.isEmpty() && repository.find(definition, aggregate).isEmpty()) {
            throw notFound(aggregate);
        }
        return new EventPage(events, events.isEmpty() ? start : last(events).index());
    }

    /**
     * Sends the events of an aggregate, and those that are still to come.
     *
     * @param type its type
     * @param id its id
     * @param open the answer, which stays open
     * @param request says with {@code Last-Event-ID} where to go on
     * @param uri its parameters: {@code after} and {@code event}, as often as there are names
     */
    @GET
    @Path("{id}/events")
    @Produces(EventStreams.MEDIA_TYPE + ";qs=0.5") // JSON where both will do
    public void follow(
            @PathParam("type") String type,
            @PathParam("id") String id,
            @Suspended AsyncResponse open,
            @Context HttpServletRequest request,
            @Context UriInfo uri) {
        AggregateDefinition<?> definition = reader.definition(type);
        AggregateId aggregate = reader.aggregate(definition, id);
        if (store.lastIndex(aggregate) < 0) {
            throw notFound(aggregate);
        }
        streams.ofAggregate(definition, aggregate, open, request, uri.getQueryParameters());
    }

    private Optional<? extends AggregateState<?>> find(
            AggregateDefinition<?> definition, AggregateId aggregate, String index, String at) {
        if (index != null && at != null) {
            throw new CommandException(Problem.malformed("at", "cannot stand beside index"));
        }
        if (index != null) {
            return repository.at(definition, aggregate, Query.from("index", index, 0));
        }
        return at == null
                ? repository.find(definition, aggregate)
                : repository.at(definition, aggregate, Query.instant("at", at));
    }

    private static void checkStart(String type, String after) {
        try {
            if (!after.isEmpty()) {
                new AggregateId(type, after);
            }
        } catch (IllegalArgumentException e) {
            throw new CommandException(Problem.malformed("after", e.getMessage()), e);
        }
    }

    private static EventMeta last(List<RecordedEvent> events) {
        return events.get(events.size() - 1).meta();
    }

    private static CommandException notFound(AggregateId aggregate) {
        return new CommandException(
                Problem.of(Problem.Kind.NOT_FOUND, "There is no %s, or it was not there then".formatted(aggregate)));
    }

    /**
     * The state of an aggregate.
     *
     * @param meta of the last event in it
     * @param state the state record
     */
    public record StateAnswer(Meta meta, Object state) {}

    /**
     * Some of the events of an aggregate.
     *
     * @param events in the order of their index
     * @param next the last index read: what to pass as {@code after} for the next page
     */
    public record EventPage(List<RecordedEvent> events, long next) {}

    /**
     * Some of the ids of a type.
     *
     * @param ids in the order of the database
     * @param next the last id read: what to pass as {@code after} for the next page
     */
    public record IdPage(List<String> ids, String next) {}
}
