package ee.cqrs.benchmark.inside;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import ee.cqrs.json.Json;
import ee.cqrs.store.DurableHead;

/** Deposits at a constant rate, and says when each of them was durable. */
@Path("/paced")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PacedResource {

    @Inject
    private PacedLoad load;

    @Inject
    private DurableHead head;

    @Inject
    private Json json;

    /** Deposits; nobody else may write meanwhile. */
    @POST
    public String deposit(String body) throws Exception {
        PacedRequest request = json.read(body, PacedRequest.class);
        Moments commits = new Moments(head::position, head.position() + 1, request.count());
        head.addListener(commits);
        try {
            load.deposit(request);
        } finally {
            head.removeListener(commits);
        }
        return json.write(new Paced(commits.first(), commits.nanos()));
    }
}
