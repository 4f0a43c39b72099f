package ee.cqrs.benchmark.inside;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.json.Json;

/** Restores ledgers, one after the other. */
@Path("/restore")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class RestoreResource {

    private static final int THREADS = 4;
    private static final int LEAST_ROUNDS = 3;
    /** What takes no time is done more often. */
    private static final int LEAST_ROUNDS_FROM_SNAPSHOT = 200;

    @Inject
    private Ledgers ledgers;

    @Inject
    private PlainRead plain;

    @Inject
    private Json json;

    /** Makes ledgers. */
    @POST
    @Path("/fill")
    public String fill(String body) throws Exception {
        ledgers.fill(json.read(body, StreamRequest.class), THREADS);
        return body;
    }

    /** Restores one ledger. */
    @POST
    @Path("/once")
    public String once(String body) throws Exception {
        StreamRequest request = json.read(body, StreamRequest.class);
        AggregateId id = new AggregateId(request.type(), request.id(0));
        double nanos = nanos(() -> {
            ledgers.restore(id, request.length());
            return null;
        });
        return json.write(nanos);
    }

    /** Restores all ledgers against reading the same rows. */
    @POST
    public String restore(String body) throws Exception {
        StreamRequest request = json.read(body, StreamRequest.class);
        int rounds = Math.max(request.streams(), request.snapshot() ? LEAST_ROUNDS_FROM_SNAPSHOT : LEAST_ROUNDS);
        List<Long> restored = new ArrayList<>();
        List<Long> read = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            AggregateId id = new AggregateId(request.type(), request.id(i % request.streams()));
            ledgers.passivate(id);
            read.add(nanos(() -> plain.read(id)));
            restored.add(nanos(() -> {
                ledgers.restore(id, request.length());
                return null;
            }));
        }
        return json.write(new Timing(Timing.median(restored), Timing.median(read)));
    }

    /** Sends first commands that are refused. */
    @POST
    @Path("/refused")
    public String refused(String body) throws Exception {
        return first(body, this::refuse);
    }

    /** Sends first commands that are accepted. */
    @POST
    @Path("/accepted")
    public String accepted(String body) throws Exception {
        return first(body, this::accept);
    }

    private String first(String body, Function<AggregateId, Void> command) throws Exception {
        StreamRequest request = json.read(body, StreamRequest.class);
        List<Long> select = new ArrayList<>();
        List<Long> cold = new ArrayList<>();
        List<Long> live = new ArrayList<>();
        for (int i = 0; i < request.streams(); i++) {
            AggregateId id = new AggregateId(request.type(), request.id(i));
            ledgers.passivate(id);
            select.add(nanos(() -> select(id)));
            cold.add(nanos(() -> command.apply(id)));
            live.add(nanos(() -> command.apply(id)));
        }
        return json.write(new FirstCommandTiming(Timing.median(select), Timing.median(cold), Timing.median(live)));
    }

    private Void select(AggregateId id) throws Exception {
        plain.readSnapshot(id);
        return null;
    }

    private Void refuse(AggregateId id) {
        ledgers.overdraw(id);
        return null;
    }

    private Void accept(AggregateId id) {
        ledgers.post(id, 1);
        return null;
    }

    private static long nanos(Callable<?> work) throws Exception {
        long start = System.nanoTime();
        work.call();
        return System.nanoTime() - start;
    }
}
