package ee.cqrs.benchmark.inside;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

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

    private static final int THREADS = 8;

    @Inject
    private Crew crew;

    @Inject
    private Deposits deposits;

    @Inject
    private DurableHead head;

    @Inject
    private Json json;

    /** Deposits; nobody else may write meanwhile. */
    @POST
    public String deposit(String body) throws Exception {
        PacedRequest request = json.read(body, PacedRequest.class);
        Moments commits = new Moments(head, request.count());
        head.addListener(commits);
        try {
            AtomicInteger next = new AtomicInteger();
            long start = System.nanoTime();
            crew.eachOnce(THREADS, () -> {
                Work work = deposits.own(request.accounts());
                for (int i = next.getAndIncrement(); i < request.count(); i = next.getAndIncrement()) {
                    parkUntil(start + Math.round(i * 1e9 / request.perSecond()));
                    once(work);
                }
            });
        } finally {
            head.removeListener(commits);
        }
        return json.write(new Paced(commits.first, commits.nanos));
    }

    private static void parkUntil(long due) {
        for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
            LockSupport.parkNanos(early);
        }
    }

    private static void once(Work work) {
        try {
            work.once();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Told by the journal writer that the head has moved. */
    private static final class Moments implements Runnable {

        private final DurableHead head;
        private final long first;
        private final long[] nanos;
        private int known;

        Moments(DurableHead head, int count) {
            this.head = head;
            first = head.position() + 1;
            nanos = new long[count];
        }

        @Override
        public synchronized void run() {
            long now = System.nanoTime();
            long until = Math.min(nanos.length, head.position() - first + 1);
            while (known < until) {
                nanos[known++] = now;
            }
        }
    }
}
