package ee.cqrs.benchmark.inside;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import ee.cqrs.json.Json;
import ee.cqrs.store.EventStore;

/** Counters to be read before and after a load. */
@Path("/counters")
@RequestScoped
public class CounterResource {

    @Inject
    private Commits commits;

    @Inject
    private EventStore store;

    @Inject
    private Json json;

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public String read() {
        return json.write(new Counters(commits.count(), store.head()));
    }
}
