package ee.cqrs.web;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import ee.cqrs.command.CommandReader;
import ee.cqrs.store.EventStore;
import ee.cqrs.store.Portion;
import ee.cqrs.store.ReadableHead;
import ee.cqrs.store.RecordedEvent;
import ee.cqrs.web.stream.EventStreams;

/** The log of all events, page by page up to the durable head. */
@Singleton
@Path("/events")
@Produces(MediaType.APPLICATION_JSON)
public class FeedResource {

    @Inject
    private CommandReader reader;

    @Inject
    private EventStore store;

    @Inject
    private ReadableHead head;

    @Inject
    private EventStreams streams;

    /**
     * Reads the log.
     *
     * @param after the position after which to start; 0 for the first
     * @param limit how many events at most; fewer if they are large
     * @param type only events of this aggregate type, if given
     * @return a page
     */
    @GET
    public FeedPage read(
            @QueryParam("after") String after, @QueryParam("limit") String limit, @QueryParam("type") String type) {
        Optional<String> wanted =
                Optional.ofNullable(type).map(name -> reader.definition(name).name());
        long start = Query.from("after", after, 0);
        long durable = head.position();
        Portion portion = store.portion(start, durable, Query.limit(limit), wanted);
        return new FeedPage(portion.events(), next(portion, start, durable), durable);
    }

    /**
     * Sends the log as it grows.
     *
     * @param open the answer, which stays open
     * @param request says with {@code Last-Event-ID} where to go on
     * @param uri its parameters: {@code after}, {@code type} and {@code event}, as often as there are names
     */
    @GET
    @Produces(EventStreams.MEDIA_TYPE + ";qs=0.5") // JSON where both will do
    public void follow(@Suspended AsyncResponse open, @Context HttpServletRequest request, @Context UriInfo uri) {
        streams.ofLog(open, request, uri.getQueryParameters());
    }

    /** With a filter the last event that fits is not the last one that was read. */
    private static long next(Portion portion, long start, long durable) {
        List<RecordedEvent> events = portion.events();
        return portion.more() ? events.get(events.size() - 1).meta().position() : Math.max(start, durable);
    }

    /**
     * Some of the events of the log.
     *
     * @param events in the order of their position
     * @param next the last position read: what to pass as {@code after} for the next page
     * @param head the durable head
     */
    public record FeedPage(List<RecordedEvent> events, long next, long head) {}
}
