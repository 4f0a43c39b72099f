package ee.cqrs.web.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.Problem;
import ee.cqrs.json.Json;
import ee.cqrs.settings.Settings;
import ee.cqrs.settings.StreamSettings;
import ee.cqrs.store.DurableHead;
import ee.cqrs.store.EventStore;
import ee.cqrs.store.ReadableHead;
import org.jboss.logging.Logger;

/** All clients that follow the log, and the threads that serve them. While there are no clients, the threads rest. */
@Singleton
class LiveStreams {

    private static final Logger LOG = Logger.getLogger(LiveStreams.class);
    private static final long KEPT = 8 << 20;
    private static final int SOON = 5;
    private static final long PATIENCE = Duration.ofSeconds(2).toNanos();
    private static final long GLANCE = Duration.ofMillis(1).toNanos();

    private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();
    private final StreamSettings settings;
    private final EventStore store;
    private final DurableHead durable;
    private final ReadableHead head;
    private final Json json;

    @Resource
    private ManagedThreadFactory managedThreads;

    private ThreadPoolExecutor readers;
    private Shelf shelf;
    private TailReader reader;
    private Broadcaster broadcaster;
    private final Runnable committed = () -> {
        if (!streams.isEmpty()) {
            reader.wake();
        }
    };
    private boolean stopped;

    @Inject
    LiveStreams(Settings settings, EventStore store, DurableHead durable, ReadableHead head, Json json) {
        this.settings = settings.stream();
        this.store = store;
        this.durable = durable;
        this.head = head;
        this.json = json;
    }

    @PostConstruct
    void prepare() {
        readers = pool(managedThreads);
        Tail tail = new Tail(KEPT);
        shelf = new Shelf(tail, Log.of(store), json, readers, KEPT);
        broadcaster = new Broadcaster(managedThreads, streams, tail, settings, () -> reader.start());
        reader = new TailReader(managedThreads, streams, shelf, durable, head, broadcaster);
        durable.addListener(committed);
    }

    /**
     * Begins to send.
     *
     * @param context of the answer
     * @param selection what to send
     * @param position after which to start
     * @param index the same within the aggregate
     */
    synchronized void open(AsyncContext context, Selection selection, long position, long index) {
        if (stopped || streams.size() >= settings.maxClients()) {
            throw new CommandException(Problem.retry(
                    Problem.Kind.UNAVAILABLE, "As many clients follow events as may at once: try again later", SOON));
        }
        announce((HttpServletResponse) context.getResponse());
        try {
            ServletWire wire = ServletWire.of(context);
            LiveStream stream = new LiveStream(wire, selection, shelf, position, index);
            wire.serve(stream, () -> streams.remove(stream));
            streams.add(stream); // it cannot end before this request has been left
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        reader.start();
        broadcaster.start();
    }

    /** Ends all streams, and the threads. */
    void stop() {
        synchronized (this) {
            stopped = true;
        }
        durable.removeListener(committed);
        reader.stop();
        broadcaster.stop();
        readers.shutdown();
        each(streams, LiveStream::end);
        awaitEnd();
    }

    /** What is done at the end of an answer belongs to the application: it must not come after it. */
    private void awaitEnd() {
        long limit = System.nanoTime() + PATIENCE;
        while (!streams.isEmpty() && System.nanoTime() - limit < 0) {
            LockSupport.parkNanos(GLANCE);
        }
    }

    /** One client's failure is not another's. */
    static void each(Set<LiveStream> streams, Consumer<LiveStream> action) {
        for (LiveStream stream : streams) {
            try {
                action.accept(stream);
            } catch (RuntimeException | LinkageError e) {
                LOG.errorf(e, "A stream of events fails and is ended");
                streams.remove(stream);
                stream.end();
            }
        }
    }

    private static void announce(HttpServletResponse response) {
        response.setContentType(EventStreams.MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store, no-transform");
        response.setHeader("X-Accel-Buffering", "no"); // a proxy that collects before it passes on
    }

    private ThreadPoolExecutor pool(ThreadFactory factory) {
        int most = settings.readers();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(most, most, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
