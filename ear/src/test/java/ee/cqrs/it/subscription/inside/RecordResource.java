package ee.cqrs.it.subscription.inside;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** Lets a test look at the records, and play tricks. */
@ApplicationScoped
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class RecordResource {

    @Inject
    private EventRecorder recorder;

    @Inject
    private Mischief mischief;

    @Inject
    private BusListener listener;

    @GET
    @Path("positions")
    public List<Long> positions() {
        return recorder.positions();
    }

    @GET
    @Path("frozen")
    public List<Boolean> frozen() {
        return List.of(mischief.isFrozen());
    }

    @GET
    @Path("activated")
    public List<String> activated() {
        return listener.activated();
    }

    @GET
    @Path("told")
    public List<String> told() {
        return listener.told();
    }

    @POST
    @Path("listener")
    public void add() {
        listener.add();
    }

    @DELETE
    @Path("listener")
    public boolean delete() {
        return listener.delete();
    }

    @POST
    @Path("bump")
    public String bump(@QueryParam("id") String id) {
        return listener.bump(id);
    }

    @POST
    @Path("publish")
    public void publish(@QueryParam("text") String text) {
        listener.publish(text);
    }

    @POST
    @Path("freeze")
    public void freeze() {
        mischief.freeze();
    }

    @POST
    @Path("poison")
    public void poison(@QueryParam("id") @DefaultValue("") String id) {
        mischief.poison(id);
    }
}
