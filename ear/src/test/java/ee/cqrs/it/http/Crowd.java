package ee.cqrs.it.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Clients that begin at the same moment. */
public final class Crowd {

    private static final int PATIENCE_SECONDS = 60;

    private Crowd() {}

    /** What each of them got, in the order of their numbers. */
    public static <T> List<T> of(int clients, IntFunction<Callable<T>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            CyclicBarrier start = new CyclicBarrier(clients);
            List<Callable<T>> tasks = IntStream.range(0, clients)
                    .mapToObj(work)
                    .map(task -> (Callable<T>) () -> {
                        start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                        return task.call();
                    })
                    .toList();
            List<Future<T>> done = threads.invokeAll(tasks, PATIENCE_SECONDS, TimeUnit.SECONDS);
            List<T> results = new ArrayList<>();
            for (Future<T> one : done) {
                results.add(one.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
