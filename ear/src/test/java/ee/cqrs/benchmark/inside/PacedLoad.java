package ee.cqrs.benchmark.inside;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Deposits at a constant rate. */
@ApplicationScoped
public class PacedLoad {

    private static final int THREADS = 8;

    @Inject
    private Crew crew;

    @Inject
    private Deposits deposits;

    /** Each deposit when it is due, whatever became of the one before it. */
    void deposit(PacedRequest request) throws Exception {
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        crew.eachOnce(THREADS, () -> {
            Work work = deposits.own(request.accounts());
            for (int i = next.getAndIncrement(); i < request.count(); i = next.getAndIncrement()) {
                parkUntil(start + Math.round(i * 1e9 / request.perSecond()));
                once(work);
            }
        });
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
}
