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

    /** Resumes the delivery and waits until all is done. */
    @POST
    @Path("/drain")
    public String drain(String body) {
        return json.write(messages.drain(json.read(body, MessageRequest.class).count(), PATIENCE));
    }
}
