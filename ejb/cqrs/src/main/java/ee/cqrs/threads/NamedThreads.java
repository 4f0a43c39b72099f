package ee.cqrs.threads;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Names the threads that the container makes: its own names say neither what a thread does nor that it is ours. */
public final class NamedThreads implements ThreadFactory {

    private static final String PREFIX = "cqrs-";

    private final ThreadFactory threads;
    private final Supplier<String> names;

    private NamedThreads(ThreadFactory threads, Supplier<String> names) {
        this.threads = threads;
        this.names = names;
    }

    /**
     * For what one thread does at a time.
     *
     * @param threads makes them
     * @param task what it does, as {@code journal-writer}
     * @return gives each the name {@code cqrs-<task>}
     */
    public static NamedThreads one(ThreadFactory threads, String task) {
        return new NamedThreads(threads, () -> PREFIX + task);
    }

    /**
     * For what several threads do side by side.
     *
     * @param threads makes them
     * @param task what they do, as {@code read}
     * @return gives them the names {@code cqrs-<task>-1}, {@code cqrs-<task>-2} and so on
     */
    public static NamedThreads many(ThreadFactory threads, String task) {
        AtomicLong count = new AtomicLong();
        return new NamedThreads(threads, () -> PREFIX + task + "-" + count.incrementAndGet());
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = threads.newThread(work);
        thread.setName(names.get());
        return thread;
    }
}
