package ee.cqrs.web.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

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
import ee.cqrs.threads.NamedThreads;

/** All clients that follow the log, and the threads that serve them. While there are no clients, the threads rest. */
@Singleton
class LiveStreams {

    private static final long KEPT = 8 << 20;
    private static final int SOON = 5;
    private static final long PATIENCE = Duration.ofSeconds(2).toNanos();
    private static final long GLANCE = Duration.ofMillis(1).toNanos();

    private final Clients clients = new Clients();
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
    private Ticker ticker;
    private final Runnable committed = () -> {
        if (!clients.isEmpty()) {
            reader.wake();
        }
    };
    private final Suspension suspension = new Suspension(this::suspend, this::resume);
    private boolean suspended;
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
        reader = new TailReader(managedThreads, clients, shelf, durable, head);
        ticker = new Ticker(managedThreads, clients, reader, settings);
        durable.addListener(committed);
        suspension.listen();
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
        if (stopped || suspended) {
            throw new CommandException(Problem.retry(Problem.Kind.UNAVAILABLE, "The server takes no requests", SOON));
        }
        if (clients.size() >= settings.maxClients()) {
            throw new CommandException(Problem.retry(
                    Problem.Kind.UNAVAILABLE, "As many clients follow events as may at once: try again later", SOON));
        }
        announce((HttpServletResponse) context.getResponse());
        try {
            ServletWire wire = ServletWire.of(context);
            LiveStream stream = new LiveStream(wire, selection, shelf, position, index);
            Lane lane = clients.add(wire.thread(), stream);
            wire.serve(stream, () -> lane.remove(stream));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        reader.start();
        ticker.start();
    }

    /** The server waits for all that it has begun, and streams do not end by themselves. */
    private void suspend() {
        synchronized (this) {
            suspended = true;
        }
        clients.all(LiveStream::dismiss);
    }

    private synchronized void resume() {
        suspended = false;
    }

    /** Ends all streams, and the threads. */
    void stop() {
        synchronized (this) {
            stopped = true;
        }
        suspension.stop();
        durable.removeListener(committed);
        ticker.stop();
        reader.stop();
        readers.shutdown();
        clients.all(LiveStream::dismiss);
        awaitEnd();
    }

    /** What is done at the end of an answer belongs to the application: it must not come after it. */
    private void awaitEnd() {
        long limit = System.nanoTime() + PATIENCE;
        while (!clients.isEmpty() && System.nanoTime() - limit < 0) {
            LockSupport.parkNanos(GLANCE);
        }
    }

    private static void announce(HttpServletResponse response) {
        response.setContentType(EventStreams.MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store, no-transform");
        response.setHeader("X-Accel-Buffering", "no"); // a proxy that collects before it passes on
    }

    private ThreadPoolExecutor pool(ThreadFactory factory) {
        int most = settings.readers();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                most, most, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), NamedThreads.many(factory, "stream"));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
