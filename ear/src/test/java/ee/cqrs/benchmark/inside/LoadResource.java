package ee.cqrs.benchmark.inside;

import java.time.Duration;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import ee.cqrs.json.Json;

/** Runs loads. */
@Path("/load")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class LoadResource {

    @Inject
    private Crew crew;

    @Inject
    private Deposits deposits;

    @Inject
    private RawJdbc rawJdbc;

    @Inject
    private Json json;

    /** Runs one load to its end. */
    @POST
    public String run(String body) throws Exception {
        LoadRequest load = json.read(body, LoadRequest.class);
        Duration time = Duration.ofMillis(load.millis());
        return json.write(
                switch (load.kind()) {
                    case ENGINE -> crew.work(load.threads(), time, () -> deposits.own(load.accounts()));
                    case TRANSACTION_PER_COMMAND ->
                        crew.work(load.threads(), time, () -> deposits.joined(load.accounts()));
                    case RAW_JDBC ->
                        crew.work(load.threads(), time, () -> rawJdbc.writer(load.accounts(), load.batch()));
                });
    }

    /** Opens the accounts that loads deposit on. */
    @POST
    @Path("/accounts")
    public String open(String count) {
        deposits.open(Integer.parseInt(count));
        return count;
    }
}
