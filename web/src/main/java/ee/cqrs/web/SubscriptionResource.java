package ee.cqrs.web;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.command.CommandException;
import ee.cqrs.command.Problem;
import ee.cqrs.json.InvalidJsonException;
import ee.cqrs.json.Json;
import ee.cqrs.subscription.Audits;
import ee.cqrs.subscription.EventFilter;
import ee.cqrs.subscription.ParkedStream;
import ee.cqrs.subscription.SkippedEvent;
import ee.cqrs.subscription.SubscriptionAudit;
import ee.cqrs.subscription.SubscriptionControl;
import ee.cqrs.subscription.SubscriptionStatus;

/** How subscriptions get on, and what an operator does about the aggregates that they have parked. */
@Singleton
@Path("/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
public class SubscriptionResource {

    private static final int SOON = 10;

    @Inject
    private SubscriptionControl control;

    @Inject
    private Audits audits;

    @Inject
    private RequestBody requestBody;

    @Inject
    private Json json;

    /**
     * Lists all subscriptions.
     *
     * @return by name
     */
    @GET
    public SubscriptionList all() {
        return new SubscriptionList(control.all());
    }

    /**
     * Shows a subscription.
     *
     * @param name its name
     * @return how it gets on
     */
    @GET
    @Path("{name}")
    public SubscriptionStatus one(@PathParam("name") String name) {
        return control.find(name).orElseThrow(() -> unknown(name));
    }

    /**
     * Compares what a subscription has handled with the log. One at a time: it reads all that it had to handle.
     *
     * @param name the subscription
     * @return whether that was every event, once
     */
    @GET
    @Path("{name}/audit")
    public SubscriptionAudit audit(@PathParam("name") String name) {
        one(name);
        EventFilter filter = audits.filter(name).orElseThrow(() -> notHere(name));
        return audits.run(name, filter)
                .orElseThrow(() -> new CommandException(
                        Problem.retry(Problem.Kind.OVERLOADED, "Another audit of a subscription runs", SOON)));
    }

    /**
     * Lists the aggregates that a subscription has parked.
     *
     * @param name the subscription
     * @param after the position after which to start; 0 for the first
     * @param limit how many at most
     * @param uri all parameters
     * @return a page
     */
    @GET
    @Path("{name}/parked")
    public ParkedPage parked(
            @PathParam("name") String name,
            @QueryParam("after") String after,
            @QueryParam("limit") String limit,
            @Context UriInfo uri) {
        Query.only(Set.of("after", "limit"), uri.getQueryParameters().keySet());
        long start = Query.from("after", after, 0);
        int most = Query.limit(limit);
        one(name);
        List<ParkedStream> parked = control.parked(name, start, most);
        return new ParkedPage(
                parked, parked.isEmpty() ? start : parked.get(parked.size() - 1).position());
    }

    /**
     * Shows a parked aggregate.
     *
     * @param name the subscription
     * @param type the type of the aggregate
     * @param id its id
     * @return where it stands and why
     */
    @GET
    @Path("{name}/parked/{type}/{id}")
    public ParkedStream parked(
            @PathParam("name") String name, @PathParam("type") String type, @PathParam("id") String id) {
        AggregateId aggregate = aggregate(name, type, id);
        return control.parked(name, aggregate).orElseThrow(() -> notParked(name, aggregate));
    }

    /**
     * Has the events of a parked aggregate handled, in their order.
     *
     * @param name the subscription
     * @param type the type of the aggregate
     * @param id its id
     * @return 202: it is parked until all of them are handled
     */
    @POST
    @Path("{name}/parked/{type}/{id}/retry")
    public Response retry(@PathParam("name") String name, @PathParam("type") String type, @PathParam("id") String id) {
        AggregateId aggregate = aggregate(name, type, id);
        return Response.accepted(control.retry(name, aggregate).orElseThrow(() -> notParked(name, aggregate)))
                .build();
    }

    /**
     * Leaves out the event at which a parked aggregate stands, for good, and has those behind it handled.
     *
     * @param name the subscription
     * @param type the type of the aggregate
     * @param id its id
     * @param headers of the request
     * @param caller who wants that
     * @param body the position of that event, as it was looked at, and the reason
     * @return 202: it is parked until all events behind that one are handled
     */
    @POST
    @Path("{name}/parked/{type}/{id}/skip")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response skip(
            @PathParam("name") String name,
            @PathParam("type") String type,
            @PathParam("id") String id,
            @Context HttpHeaders headers,
            @Context SecurityContext caller,
            InputStream body) {
        ParkedStream stream = parked(name, type, id);
        Skip skip = skip(requestBody.read(headers, body));
        // another event than the one that was looked at must not be left out, should the answer be lost and this come
        // again
        Optional<ParkedStream> left = stream.retrying() || stream.position() != skip.position()
                ? Optional.empty()
                : control.skip(name, stream, skip.reason(), Origin.of(caller));
        return Response.accepted(left.orElseThrow(() -> new CommandException(Problem.of(
                        Problem.Kind.CONFLICT,
                        "%s does not stand at position %d (any more), or its events are being handled: look again"
                                .formatted(stream.aggregate(), skip.position())))))
                .build();
    }

    /**
     * Lists the events that a subscription has left out because somebody wanted that. The records stay when the subscription is gone.
     *
     * @param name the subscription
     * @param after the number of the record after which to start; 0 for the first
     * @param limit how many at most
     * @param uri all parameters
     * @return a page
     */
    @GET
    @Path("{name}/skipped")
    public SkippedPage skipped(
            @PathParam("name") String name,
            @QueryParam("after") String after,
            @QueryParam("limit") String limit,
            @Context UriInfo uri) {
        Query.only(Set.of("after", "limit"), uri.getQueryParameters().keySet());
        long start = Query.from("after", after, 0);
        int most = Query.limit(limit);
        if (!control.hasSkipped(name)) {
            one(name);
        }
        List<SkippedEvent> skipped = control.skipped(name, start, most);
        return new SkippedPage(
                skipped,
                skipped.isEmpty() ? start : skipped.get(skipped.size() - 1).number());
    }

    private Skip skip(byte[] body) {
        try {
            Skip skip = json.read(body, Skip.class);
            if (skip.position() == null) {
                throw new CommandException(
                        Problem.malformed("position", "must be that of the event to leave out, at which it is parked"));
            }
            if (skip.reason() == null || skip.reason().isBlank()) {
                throw new CommandException(
                        Problem.malformed("reason", "must say why the event is left out; it is kept"));
            }
            return skip;
        } catch (InvalidJsonException e) {
            throw new CommandException(Problem.malformed(e.field(), e.getMessage()), e);
        }
    }

    private AggregateId aggregate(String name, String type, String id) {
        one(name);
        try {
            return new AggregateId(type, id);
        } catch (IllegalArgumentException e) {
            throw new CommandException(Problem.malformed("id", e.getMessage()), e);
        }
    }

    private static CommandException unknown(String name) {
        return new CommandException(Problem.of(Problem.Kind.NOT_FOUND, "There is no subscription %s".formatted(name)));
    }

    private static CommandException notHere(String name) {
        return new CommandException(Problem.retry(
                Problem.Kind.UNAVAILABLE,
                "The subscription %s does not run on this node, which does not know what it takes: ask one that runs it"
                        .formatted(name),
                SOON));
    }

    private static CommandException notParked(String name, AggregateId aggregate) {
        return new CommandException(
                Problem.of(Problem.Kind.NOT_FOUND, "The subscription %s has not parked %s".formatted(name, aggregate)));
    }

    /**
     * All subscriptions.
     *
     * @param subscriptions by name
     */
    public record SubscriptionList(List<SubscriptionStatus> subscriptions) {}

    /**
     * Some of the aggregates that a subscription has parked.
     *
     * @param parked in the order of the position from which they are parked
     * @param next the last position read: what to pass as {@code after} for the next page
     */
    public record ParkedPage(List<ParkedStream> parked, long next) {}

    /**
     * Some of the events that a subscription has left out.
     *
     * @param skipped in the order in which that was decided
     * @param next the number of the last record read: what to pass as {@code after} for the next page
     */
    public record SkippedPage(List<SkippedEvent> skipped, long next) {}

    /**
     * Which event is left out, and why.
     *
     * @param position its position, from which on its aggregate is parked
     * @param reason in words
     */
    public record Skip(Long position, String reason) {}
}
