package ee.cqrs.web;

import java.io.InputStream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.CommandGateway;
import ee.cqrs.command.CommandOutcome;
import ee.cqrs.command.CommandReader;
import ee.cqrs.command.CommandRequest;
import ee.cqrs.web.problem.ProblemResponse;

/** Takes one command. */
@Singleton
@Path("/aggregates/{type}/{id}/commands/{command}")
@Produces(MediaType.APPLICATION_JSON)
public class CommandResource {

    @Inject
    private CommandReader reader;

    @Inject
    private CommandGateway gateway;

    @Inject
    private RequestBody requestBody;

    /**
     * Sends a command and waits for what becomes of it.
     *
     * @param type the type of the aggregate
     * @param id its id
     * @param command the name of the command
     * @param headers the command id, the expected index and the correlation id
     * @param caller who sends it
     * @param body the fields of the command
     * @return 200 and what happened, or 422 and why the rules refuse
     * @throws CommandException in every other case
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response send(
            @PathParam("type") String type,
            @PathParam("id") String id,
            @PathParam("command") String command,
            @Context HttpHeaders headers,
            @Context SecurityContext caller,
            InputStream body) {
        CommandHeaders given = CommandHeaders.of(headers);
        var request = new CommandRequest(
                type,
                id,
                command,
                requestBody.read(headers, body),
                given.commandId(),
                given.expectedIndex(),
                Origin.of(caller),
                given.correlationId());
        return answer(gateway.send(reader.read(request)));
    }

    private static Response answer(CommandOutcome outcome) {
        if (outcome instanceof CommandOutcome.Rejected rejected) {
            return ProblemResponse.of(rejected);
        }
        var accepted = (CommandOutcome.Accepted) outcome;
        return Response.ok(accepted)
                .header(QueryResource.HEADER, accepted.position())
                .tag(Long.toString(accepted.aggregate().index()))
                .build();
    }
}
