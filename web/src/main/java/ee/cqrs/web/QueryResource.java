package ee.cqrs.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.Problem;
import ee.cqrs.query.Page;
import ee.cqrs.query.Queries;

/** Answers the queries of all applications. One that waits for its projections holds no thread. */
@Singleton
@Path("/queries/{name}")
@Produces(MediaType.APPLICATION_JSON)
public class QueryResource {

    /** The header with the position of a command, in its answer and in a query that is to see it. */
    static final String HEADER = "CQRS-Position";

    private static final String PARAMETER = "position";

    @Inject
    private Queries queries;

    /**
     * Asks a query.
     *
     * @param name its name
     * @param headers may hold a position
     * @param uri its parameters, among which may be a position
     * @param answer the record, or a page of them
     */
    @GET
    public void ask(
            @PathParam("name") String name,
            @Context HttpHeaders headers,
            @Context UriInfo uri,
            @Suspended AsyncResponse answer) {
        Map<String, List<String>> given = new HashMap<>(uri.getQueryParameters());
        Optional<Long> position = position(headers.getHeaderString(HEADER), given.remove(PARAMETER));
        queries.ask(name, given, position).whenComplete((result, failure) -> {
            if (failure == null) {
                answer.resume(result instanceof List<?> all ? new Page<>(all, null) : result);
            } else {
                answer.resume(failure instanceof CompletionException ? failure.getCause() : failure);
            }
        });
    }

    private static Optional<Long> position(String header, List<String> parameter) {
        if (parameter != null && (header != null || parameter.size() > 1)) {
            throw new CommandException(Problem.malformed(
                    PARAMETER, "stands there more than once; give it as a parameter or in the header " + HEADER));
        }
        if (parameter != null) {
            return Optional.of(Query.from(PARAMETER, parameter.get(0), 0));
        }
        return Optional.ofNullable(header).map(text -> Query.from(HEADER, text.strip(), 0));
    }
}
