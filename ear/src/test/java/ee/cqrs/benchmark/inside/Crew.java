package ee.cqrs.benchmark.inside;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;

/** Threads of the container that work side by side. */
@ApplicationScoped
public class Crew {

    @Resource
    private ManagedThreadFactory threads;

    /** Has each thread do something once. */
    void eachOnce(int count, Runnable errand) throws Exception {
        start(Collections.nCopies(count, Executors.callable(errand)));
    }

    /** Has each thread do its work until time is up. */
    LoadResult work(int count, Duration time, Callable<Work> hire) throws Exception {
        CountDownLatch ready = new CountDownLatch(count);
        List<Shift> shifts = start(Collections.nCopies(count, () -> shift(hire, ready, time)));
        return new LoadResult(
                shifts.stream().mapToLong(Shift::commands).sum(),
                shifts.stream().mapToLong(Shift::failures).sum(),
                shifts.stream()
                        .filter(shift -> shift.failures() > 0)
                        .map(Shift::failure)
                        .findFirst()
                        .orElse(null),
                shifts.stream().mapToLong(Shift::end).max().orElseThrow()
                        - shifts.stream().mapToLong(Shift::start).min().orElseThrow());
    }

    private <T> List<T> start(List<Callable<T>> work) throws Exception {
        List<FutureTask<T>> tasks = work.stream().map(FutureTask::new).toList();
        tasks.forEach(task -> threads.newThread(task).start());
        List<T> done = new ArrayList<>();
        for (FutureTask<T> task : tasks) {
            done.add(task.get());
        }
        return done;
    }

    private static Shift shift(Callable<Work> hire, CountDownLatch ready, Duration time) throws Exception {
        long commands = 0;
        long failures = 0;
        String failure = null;
        try (Work work = hire.call()) {
            ready.countDown();
            ready.await();
            long start = System.nanoTime();
            long end = start + time.toNanos();
            do {
                try {
                    commands += work.once();
                } catch (Exception e) {
                    failures++;
                    failure = failure == null ? e.toString() : failure;
                }
            } while (System.nanoTime() - end < 0);
            return new Shift(start, System.nanoTime(), commands, failures, failure);
        } finally {
            ready.countDown(); // whoever cannot start does not keep the others
        }
    }

    private record Shift(long start, long end, long commands, long failures, String failure) {}
}
