package ee.cqrs.web;

import java.util.List;
import java.util.Set;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.audit.LogVerifier;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.command.CommandException;
import ee.cqrs.command.CommandReader;
import ee.cqrs.command.Problem;
import ee.cqrs.json.Json;
import ee.cqrs.store.EventStore;
import ee.cqrs.store.LogPart;
import ee.cqrs.store.RootHash;
import ee.cqrs.store.StoredLog;

/** Verifies that the log is what was once written, and shows the root hashes that were recorded of it. */
@Singleton
@Path("/verify")
public class VerifyResource {

    @Inject
    private CommandReader reader;

    @Inject
    private EventStore store;

    @Inject
    private LogVerifier verifier;

    @Inject
    private StoredLog log;

    @Inject
    private Json json;

    /**
     * Verifies the log or a part of it.
     *
     * @param type only this aggregate type
     * @param id only this aggregate; needs its type
     * @param uri all parameters: one that is not known would verify something else than was meant
     * @return lines of progress, and the verdict as the last one
     */
    @GET
    @Produces(JsonLines.MEDIA_TYPE)
    public StreamingOutput verify(@QueryParam("type") String type, @QueryParam("id") String id, @Context UriInfo uri) {
        Query.only(Set.of("type", "id"), uri.getQueryParameters().keySet());
        return VerifyAnswer.of(part(type, id), verifier, json);
    }

    /**
     * Shows recorded root hashes.
     *
     * @param after the position after which to start; 0 for the first
     * @param limit how many at most
     * @param uri all parameters
     * @return a page
     */
    @GET
    @Path("roots")
    @Produces(MediaType.APPLICATION_JSON)
    public RootPage roots(@QueryParam("after") String after, @QueryParam("limit") String limit, @Context UriInfo uri) {
        Query.only(Set.of("after", "limit"), uri.getQueryParameters().keySet());
        long start = Query.from("after", after, 0);
        List<RootHash> roots = log.roots(start, Query.limit(limit));
        return new RootPage(
                roots, roots.isEmpty() ? start : roots.get(roots.size() - 1).position());
    }

    private LogPart part(String type, String id) {
        if (type == null) {
            if (id != null) {
                throw new CommandException(Problem.malformed("id", "needs its type beside it"));
            }
            return LogPart.all();
        }
        AggregateDefinition<?> definition = reader.definition(type);
        if (id == null) {
            return new LogPart(definition.name(), null);
        }
        AggregateId aggregate = reader.aggregate(definition, id);
        if (store.lastIndex(aggregate) < 0) {
            throw new CommandException(Problem.of(Problem.Kind.NOT_FOUND, "There is no " + aggregate));
        }
        return new LogPart(aggregate.type(), aggregate.id());
    }

    /**
     * Some of the recorded root hashes.
     *
     * @param roots in the order of their position
     * @param next the last position read: what to pass as {@code after} for the next page
     */
    public record RootPage(List<RootHash> roots, long next) {}
}
