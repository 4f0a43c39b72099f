package ee.cqrs.web;

import java.util.List;
import java.util.Locale;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.Problem;
import ee.cqrs.projection.ProjectionControl;
import ee.cqrs.projection.ProjectionStatus;
import ee.cqrs.projection.ProjectionVersion;
import ee.cqrs.projection.VersionChange;

/** Which versions of projections there are, and what an operator does about those that are being built. */
@Singleton
@Path("/projections")
@Produces(MediaType.APPLICATION_JSON)
public class ProjectionResource {

    @Inject
    private ProjectionControl control;

    /**
     * Lists all projections.
     *
     * @return by name
     */
    @GET
    public ProjectionList all() {
        return new ProjectionList(control.all());
    }

    /**
     * Shows a projection.
     *
     * @param name its name
     * @return how its versions get on
     */
    @GET
    @Path("{name}")
    public ProjectionStatus one(@PathParam("name") String name) {
        return control.find(name).orElseThrow(() -> notFound("There is no projection %s".formatted(name)));
    }

    /**
     * Changes what becomes of a version that is being built.
     *
     * @param name the projection
     * @param version which of its versions
     * @param change what to do
     * @return 202: every node does it when it looks next
     */
    @POST
    @Path("{name}/versions/{version}/{change: stop|resume|cancel|rebuild}")
    public Response change(
            @PathParam("name") String name, @PathParam("version") String version, @PathParam("change") String change) {
        int number = (int) Math.min(Query.from("version", version, 1), Integer.MAX_VALUE);
        one(name)
                .version(number)
                .orElseThrow(() -> notFound("The projection %s has no version %d".formatted(name, number)));
        VersionChange wanted = VersionChange.valueOf(change.toUpperCase(Locale.ROOT));
        control.change(new ProjectionVersion(name, number), wanted).ifPresent(reason -> {
            throw new CommandException(Problem.of(Problem.Kind.CONFLICT, reason));
        });
        return Response.accepted(one(name)).build();
    }

    private static CommandException notFound(String detail) {
        return new CommandException(Problem.of(Problem.Kind.NOT_FOUND, detail));
    }

    /**
     * All projections.
     *
     * @param projections by name
     */
    public record ProjectionList(List<ProjectionStatus> projections) {}
}
