package ee.cqrs.benchmark.inside;

import java.sql.SQLException;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import ee.cqrs.json.Json;

/** Large stores. */
@Path("/store")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class StoreResource {

    @Inject
    private Growth growth;

    @Inject
    private Json json;

    /** Fills the store. */
    @POST
    @Path("/grow")
    public String grow(String body) throws SQLException {
        growth.grow(json.read(body, GrowRequest.class));
        return body;
    }
}
