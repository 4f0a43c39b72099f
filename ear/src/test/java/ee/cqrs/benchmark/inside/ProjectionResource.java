package ee.cqrs.benchmark.inside;

import java.util.concurrent.Semaphore;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import ee.cqrs.json.Json;
import ee.cqrs.store.DurableHead;
import ee.cqrs.subscription.Progress;

/** How fast the projection of the accounts is. */
@Path("/projection")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ProjectionResource {

    private static final String PROJECTION = "balances";

    @Inject
    private Progress progress;

    @Inject
    private DurableHead head;

    @Inject
    private PacedLoad load;

    @Inject
    private PlainProjection plain;

    @Inject
    private Json json;

    /** Waits until it has come to the present end of the log; says how much that was, and how long it took. */
    @POST
    @Path("/reach")
    public String reach(String body) throws InterruptedException {
        long start = System.nanoTime();
        long from = progress.positionHere(PROJECTION);
        long to = head.position();
        await(to);
        return json.write(new LoadResult(to - from, 0, null, System.nanoTime() - start));
    }

    /** Deposits at a constant rate; nobody else may write meanwhile. */
    @POST
    @Path("/visible")
    public String visible(String body) throws Exception {
        PacedRequest request = json.read(body, PacedRequest.class);
        await(head.position());
        long first = head.position() + 1;
        Moments durable = new Moments(head::position, first, request.count());
        Moments visible = new Moments(() -> progress.positionHere(PROJECTION), first, request.count());
        head.addListener(durable);
        progress.addListener(visible);
        try {
            load.deposit(request);
            await(first + request.count() - 1);
            visible.run(); // the last listener may still be on its way
        } finally {
            head.removeListener(durable);
            progress.removeListener(visible);
        }
        long[] delays = visible.nanos();
        long[] commits = durable.nanos();
        for (int i = 0; i < delays.length; i++) {
            delays[i] = Math.max(0, delays[i] - commits[i]);
        }
        return json.write(new Delays(delays));
    }

    /** Makes the same read models of the whole log, without the framework. */
    @POST
    @Path("/plain")
    public String plain(String body) throws Exception {
        return json.write(plain.catchUp(json.read(body, PlainRequest.class).threads(), head.position()));
    }

    private void await(long position) throws InterruptedException {
        Semaphore moves = new Semaphore(0);
        Runnable listener = moves::release;
        progress.addListener(listener);
        try {
            while (!progress.hasReached(PROJECTION, position)) {
                moves.acquire();
                moves.drainPermits();
            }
        } finally {
            progress.removeListener(listener);
        }
    }
}
