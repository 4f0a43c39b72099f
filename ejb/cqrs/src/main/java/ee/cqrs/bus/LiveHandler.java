package ee.cqrs.bus;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import ee.cqrs.projection.EventContext;
import ee.cqrs.store.DurableHead;
import ee.cqrs.store.RecordedEvent;
import ee.cqrs.subscription.LogPages;
import ee.cqrs.subscription.LogSlice;
import org.jboss.logging.Logger;

/**
 * Reads the log for a handler, from where it stood when the handler was added. It keeps nothing but its place: a slow handler is
 * behind, and costs no memory. What is published without being recorded comes to all handlers between the same two events.
 */
final class LiveHandler implements Runnable {

    private static final Logger LOG = Logger.getLogger(LiveHandler.class);
    private static final int MOST_WAITING = 1_000;

    private final String name;
    private final BusHandler handler;
    private final LogPages pages;
    private final DurableHead head;
    private final Function<RecordedEvent, Optional<Record>> reading;
    private final Object order;
    private final Semaphore signals = new Semaphore(0);
    private final Queue<Published> published = new ArrayDeque<>();
    private volatile long position;
    private volatile boolean ended;
    private boolean away; // the thread's

    /**
     * Begins at the head.
     *
     * @param reading the record of an event; empty if no application that runs has its type
     * @param order who has this lock publishes: no handler reads on beyond the head that he sees
     */
    LiveHandler(
            String name,
            BusHandler handler,
            LogPages pages,
            DurableHead head,
            Function<RecordedEvent, Optional<Record>> reading,
            Object order) {
        this.name = name;
        this.handler = handler;
        this.pages = pages;
        this.head = head;
        this.reading = reading;
        this.order = order;
        position = head.position();
    }

    HandlerStatus status() {
        synchronized (order) {
            return new HandlerStatus(name, position, Math.max(0, head.position() - position), published.size());
        }
    }

    void wake() {
        if (signals.availablePermits() == 0) { // of a handler that hangs they would only become more
            signals.release();
        }
    }

    /** For who has the lock. */
    boolean isFull() {
        return published.size() >= MOST_WAITING;
    }

    /** For who has the lock: it comes behind the event at this position, and before the next. */
    void publish(Record event, long after) {
        published.add(new Published(event, after));
        wake();
    }

    /** No call begins after this. */
    synchronized void end() {
        ended = true;
        wake();
    }

    @Override
    public void run() {
        try {
            while (!ended) {
                if (!goesOn()) {
                    signals.tryAcquire(1, TimeUnit.SECONDS);
                    signals.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the container ends its threads
        }
    }

    private boolean goesOn() {
        try {
            boolean more = step();
            if (away) {
                LOG.infof("The handler %s goes on", name);
            }
            away = false;
            return more;
        } catch (RuntimeException | Error e) { // of the store: a handler's are caught where it is called
            if (!away) {
                LOG.warnf("The handler %s waits for the database: %s", name, e);
            }
            away = true;
            return false;
        }
    }

    private boolean step() {
        Published next;
        long limit;
        synchronized (order) {
            next = published.peek();
            limit = next == null ? head.position() : next.after();
        }
        if (position < limit) {
            readOn(limit);
            return true;
        }
        if (next == null) {
            return false;
        }
        synchronized (order) {
            published.remove();
        }
        call(new BusEvent(next.event(), null));
        return true;
    }

    private void readOn(long limit) {
        LogSlice slice = pages.after(position, limit);
        for (RecordedEvent event : slice.events()) {
            if (event.meta().position() > limit || ended) {
                break;
            }
            tell(event);
            position = event.meta().position();
        }
        if (!ended) {
            position = Math.min(limit, slice.last());
        }
    }

    private void tell(RecordedEvent event) {
        try {
            reading.apply(event).ifPresent(record -> call(new BusEvent(record, EventContext.of(event.meta()))));
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "The handler %s is not told of the event at position %d",
                    name,
                    event.meta().position());
        }
    }

    private void call(BusEvent event) {
        synchronized (this) {
            if (ended) {
                return;
            }
        }
        try {
            handler.handle(event);
        } catch (RuntimeException | Error e) { // the handler's own trouble, whatever it is
            LOG.errorf(e, "The handler %s fails at %s", name, named(event));
        } finally {
            Thread.interrupted(); // a flag that a handler leaves behind must not meet the database
        }
    }

    private static String named(BusEvent event) {
        String record = event.event().getClass().getName();
        return event.isRecorded()
                ? "%s of %s/%s, index %d, command id %s"
                        .formatted(
                                record,
                                event.context().type(),
                                event.context().id(),
                                event.context().index(),
                                event.context().commandId())
                : record + ", which is not in the log";
    }

    /**
     * What is not in the log.
     *
     * @param event what
     * @param after the position behind which it was published
     */
    private record Published(Record event, long after) {}
}
