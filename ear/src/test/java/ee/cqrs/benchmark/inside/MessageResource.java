package ee.cqrs.benchmark.inside;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import ee.cqrs.json.Json;

/** Commands by queue. */
@Path("/messages")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class MessageResource {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Inject
    private Crew crew;

    @Inject
    private CommandMessages messages;

    @Inject
    private Json json;

    /** Stops the delivery and fills the queue. */
    @POST
    @Path("/fill")
    public String fill(String body) throws Exception {
        MessageRequest request = json.read(body, MessageRequest.class);
        messages.pause();
        crew.eachOnce(
                request.sessions(), () -> messages.send(request.count() / request.sessions(), request.accounts()));
        return body;
    }

    /** Has sessions take all that is in the queue, which do nothing with it. */
    @POST
    @Path("/take")
    public String take(String body) throws Exception {
        MessageRequest request = json.read(body, MessageRequest.class);
        AtomicInteger left = new AtomicInteger(request.count());
        return json.write(messages.withoutListeners(() -> {
            long start = System.nanoTime();
            crew.eachOnce(request.sessions(), () -> messages.take(left, start + PATIENCE.toNanos()));
            return new LoadResult(request.count(), 0, null, System.nanoTime() - start);
        }));
    }

    /** Resumes the delivery and waits until all is done. */
    @POST
    @Path("/drain")
    public String drain(String body) {
        return json.write(messages.drain(json.read(body, MessageRequest.class).count(), PATIENCE));
    }
}
