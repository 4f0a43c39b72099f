package ee.cqrs.benchmark.inside;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.json.Json;

/** Restores ledgers. Everything is done once before to warm up, and then in turn, one ledger after the other. */
@Path("/restore")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class RestoreResource {

    private static final int THREADS = 4;
    private static final int LEAST_ROUNDS = 3;

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
        int rounds = Math.max(request.streams(), LEAST_ROUNDS);
        List<Long> restored = new ArrayList<>();
        List<Long> read = new ArrayList<>();
        for (int i = 0; i < 2 * rounds; i++) {
            AggregateId id = new AggregateId(request.type(), request.id(i % request.streams()));
            ledgers.passivate(id);
            long reading = nanos(() -> plain.read(id));
            long restoring = nanos(() -> {
                ledgers.restore(id, request.length());
                return null;
            });
            if (i >= rounds) {
                restored.add(restoring);
                read.add(reading);
            }
        }
        return json.write(new Timing(Timing.median(restored), Timing.median(read)));
    }

    /** Sends first commands. */
    @POST
    @Path("/first")
    public String first(String body) throws Exception {
        StreamRequest request = json.read(body, StreamRequest.class);
        List<List<Long>> times = new ArrayList<>();
        for (int i = 0; i < 2 * request.streams(); i++) {
            if (i % request.streams() == 0) {
                times = List.of(
                        new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            }
            AggregateId id = new AggregateId(request.type(), request.id(i % request.streams()));
            ledgers.passivate(id);
            times.get(0).add(nanos(() -> select(id)));
            times.get(1).add(nanos(() -> refuse(id)));
            times.get(2).add(nanos(() -> refuse(id)));
            ledgers.passivate(id);
            times.get(3).add(nanos(() -> accept(id)));
            times.get(4).add(nanos(() -> accept(id)));
        }
        double[] medians = times.stream().mapToDouble(Timing::median).toArray();
        return json.write(new FirstCommandTiming(medians[0], medians[1], medians[2], medians[3], medians[4]));
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
