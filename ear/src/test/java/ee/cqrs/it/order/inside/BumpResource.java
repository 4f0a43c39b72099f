package ee.cqrs.it.order.inside;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

/** Lets a test call {@link Bumps}. */
@ApplicationScoped
@Path("/counters/{id}")
public class BumpResource {

    @Inject
    private Bumps bumps;

    @POST
    @Path("activate")
    public Response activate(@PathParam("id") String id) {
        bumps.activate(id);
        return Response.noContent().build();
    }

    /** 204 if the transaction was committed, 409 if not. */
    @POST
    @Path("bump")
    public Response bump(
            @PathParam("id") String id,
            @QueryParam("commandId") String commandId,
            @QueryParam("pause") @DefaultValue("0") long pauseMillis,
            @QueryParam("rollback") @DefaultValue("false") boolean rollback) {
        try {
            bumps.bump(id, commandId, pauseMillis, rollback);
            return Response.noContent().build();
        } catch (Exception e) {
            return Response.status(409).entity(String.valueOf(e.getMessage())).build();
        }
    }
}
