package ee.cqrs.benchmark.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import ee.cqrs.benchmark.inside.LoadResult;
import org.HdrHistogram.Histogram;

/**
 * Requests over several connections at once.
 *
 * @param port of the server
 * @param connections how many, each with a thread of its own
 * @param posts makes the requests
 */
public record HttpLoad(int port, int connections, Supplier<Post> posts) {

    private static final int DIGITS = 3;

    /** The length of the answer to one request. */
    public int answerLength() throws Exception {
        try (Lane lane = new Lane(port)) {
            return lane.send(posts.get());
        }
    }

    /** As many requests as each connection can send, one after the other, until time is up. */
    public LoadResult saturate(Duration time) throws Exception {
        return together((lane, number, start) -> {
            long commands = 0;
            long end = start + time.toNanos();
            do {
                Post post = posts.get();
                lane.send(post);
                commands += post.commands();
            } while (System.nanoTime() - end < 0);
            return commands;
        });
    }

    /**
     * Requests at a constant rate, however long the answers take: the time of each runs from the moment at which it was
     * to be sent, so that a request that had to wait for the one before it counts with its wait.
     *
     * @param perSecond requests of all connections together
     * @param time for how long
     * @return response times in nanoseconds
     */
    public Histogram atRate(double perSecond, Duration time) throws Exception {
        double interval = 1e9 / perSecond;
        long count = Math.round(time.toNanos() / interval);
        Histogram all = new Histogram(DIGITS);
        together((lane, number, start) -> {
            Histogram mine = new Histogram(DIGITS);
            for (long i = number; i < count; i += connections) {
                long due = start + Math.round(i * interval);
                for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                    LockSupport.parkNanos(early);
                }
                lane.send(posts.get());
                mine.recordValue(System.nanoTime() - due);
            }
            synchronized (all) {
                all.add(mine);
            }
            return mine.getTotalCount();
        });
        return all;
    }

    private LoadResult together(Shift shift) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            CountDownLatch ready = new CountDownLatch(connections);
            List<Future<Worked>> tasks = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                int number = i;
                tasks.add(threads.submit(() -> {
                    try (Lane lane = new Lane(port)) {
                        ready.countDown();
                        ready.await();
                        long start = System.nanoTime();
                        long commands = shift.work(lane, number, start);
                        return new Worked(commands, start, System.nanoTime());
                    } finally {
                        ready.countDown(); // whoever cannot connect does not keep the others
                    }
                }));
            }
            List<Worked> worked = new ArrayList<>();
            for (Future<Worked> task : tasks) {
                worked.add(task.get());
            }
            return new LoadResult(
                    worked.stream().mapToLong(Worked::commands).sum(),
                    0,
                    null,
                    worked.stream().mapToLong(Worked::end).max().orElseThrow()
                            - worked.stream().mapToLong(Worked::start).min().orElseThrow());
        } finally {
            threads.shutdown();
        }
    }

    private interface Shift {
        long work(Lane lane, int number, long start) throws Exception;
    }

    private record Worked(long commands, long start, long end) {}
}
