package ee.cqrs.web.stream;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadFactory;

import ee.cqrs.settings.StreamSettings;

/** Writes to all clients what the tail of the log has for them, and looks after those to whom nothing was written for long. */
final class Broadcaster extends Rounds {

    private static final long TICK = Duration.ofMillis(250).toNanos();

    private final Set<LiveStream> streams;
    private final Tail tail;
    private final Runnable watch;
    private final long heartbeat;
    private final long patience;
    private long next = System.nanoTime();

    /**
     * Makes it.
     *
     * @param threads makes its thread
     * @param streams the clients
     * @param tail of the log
     * @param settings how patient it is
     * @param watch looks now and then whether the others who serve the clients are alive
     */
    Broadcaster(ThreadFactory threads, Set<LiveStream> streams, Tail tail, StreamSettings settings, Runnable watch) {
        super(threads, "cqrs-stream-writer");
        this.streams = streams;
        this.tail = tail;
        this.watch = watch;
        heartbeat = settings.heartbeat().toNanos();
        patience = settings.patience().toNanos();
    }

    @Override
    long round() {
        long written = tail.head();
        LiveStreams.each(streams, LiveStream::write);
        long now = System.nanoTime();
        if (now - next >= 0) {
            next = now + TICK;
            LiveStreams.each(streams, stream -> stream.tick(heartbeat, patience));
            watch.run();
        }
        if (tail.head() > written) {
            return 0;
        }
        return streams.isEmpty() ? Long.MAX_VALUE : Math.max(0, next - System.nanoTime());
    }
}
