package ee.cqrs.web.batch;

import java.io.InputStream;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.Problem;
import ee.cqrs.json.Json;
import ee.cqrs.settings.Settings;
import ee.cqrs.web.CommandHeaders;
import ee.cqrs.web.JsonLines;
import ee.cqrs.web.Origin;
import ee.cqrs.web.RequestBody;
import ee.cqrs.web.SlowBodies;

/** Takes many commands at once. */
@Singleton
@Path("/commands")
public class BatchResource {

    @Inject
    private Batch batch;

    @Inject
    private RequestBody requestBody;

    @Inject
    private SlowBodies slowBodies;

    @Inject
    private Settings settings;

    @Inject
    private Json json;

    /**
     * Takes an array of commands. Nothing is done before all of it has been read.
     *
     * @param headers the correlation id
     * @param caller who sends them
     * @param body the array
     * @return an outcome or problem for each, in order
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public List<Record> array(@Context HttpHeaders headers, @Context SecurityContext caller, InputStream body) {
        String correlationId = CommandHeaders.correlationId(headers);
        List<String> items = JsonText.elements(JsonText.decode(requestBody.read(headers, body)));
        if (items.size() > settings.maxBatch()) {
            throw new CommandException(tooMany(settings.maxBatch()));
        }
        return batch.handle(items.stream().map(RawItem::of).toList(), Origin.of(caller), correlationId);
    }

    /**
     * Takes a stream of commands, one in a line.
     *
     * @param headers the correlation id
     * @param caller who sends them
     * @param body the lines
     * @return an outcome or problem for each, in order, as they come
     */
    @POST
    @Consumes(JsonLines.MEDIA_TYPE)
    @Produces(JsonLines.MEDIA_TYPE)
    public StreamingOutput lines(@Context HttpHeaders headers, @Context SecurityContext caller, InputStream body) {
        requestBody.checkCoding(headers);
        String correlationId = CommandHeaders.correlationId(headers);
        String origin = Origin.of(caller);
        NdjsonAnswer answer = new NdjsonAnswer(
                new Lines(body, settings.maxBody()),
                settings.maxBatch(),
                items -> batch.handle(items, origin, correlationId),
                json);
        return out -> slowBodies.whileOthersHaveThreads(() -> {
            answer.write(out);
            return null;
        });
    }

    static Problem tooMany(int maxBatch) {
        return Problem.of(Problem.Kind.TOO_LARGE, "A batch holds %d commands at most".formatted(maxBatch));
    }
}
