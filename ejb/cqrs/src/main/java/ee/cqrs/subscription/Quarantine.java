package ee.cqrs.subscription;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.store.EventMeta;
import ee.cqrs.store.Portion;
import ee.cqrs.store.RecordedEvent;

/**
 * The aggregates that a partition passes over, and how they come back: their events are handled in order, from the log, by the
 * partition itself, so that nothing can slip between them and those that it reads.
 */
final class Quarantine {

    private static final long LOOK = TimeUnit.SECONDS.toNanos(1);

    private final PartitionId id;
    private final Means means;
    private final Delivery delivery;
    private final EventFilter filter;
    private final Map<AggregateId, Integer> limits = new HashMap<>(); // of streams that failed once more
    private Map<AggregateId, ParkedStream> streams = Map.of();
    private volatile int size;
    private volatile long lookedAt;
    private volatile boolean asked = true;

    Quarantine(PartitionId id, Means means, Delivery delivery, EventFilter filter) {
        this.id = id;
        this.means = means;
        this.delivery = delivery;
        this.filter = filter;
    }

    boolean holds(AggregateId aggregate) {
        return streams.containsKey(aggregate);
    }

    boolean isFull() {
        return size >= means.settings().parkedLimit();
    }

    int size() {
        return size;
    }

    /** Somebody has changed the table. */
    void ask() {
        asked = true;
    }

    /** Whether to look into the table: others ask there too, for what is parked. */
    boolean wantsLook(long now) {
        return asked || size > 0 && now - lookedAt >= LOOK;
    }

    void look() {
        asked = false;
        lookedAt = System.nanoTime();
        Map<AggregateId, ParkedStream> found = new HashMap<>();
        try {
            means.transactions().call(tables -> tables.parked().list(id.subscription(), 0, Integer.MAX_VALUE)).stream()
                    .filter(stream -> id.has(stream.aggregate()))
                    .forEach(stream -> found.put(stream.aggregate(), stream));
        } catch (RuntimeException | Error e) { // nothing is handled before it is known what to pass over
            asked = true;
            throw e;
        }
        streams = found;
        size = found.size();
    }

    /** Passes over the aggregate of an event from now on, from this event on. */
    Claim park(Claim claim, RecordedEvent event, int failures, String reason) {
        EventMeta meta = event.meta();
        ParkedStream stream = new ParkedStream(
                meta.aggregate(),
                meta.position(),
                meta.index(),
                failures,
                reason,
                means.clock().instant(),
                false);
        Claim next = claim.moved(meta.position(), List.of());
        asked = true;
        delivery.deliver(claim, next, List.of(), tables -> tables.parked().park(id, stream));
        look();
        return next;
    }

    Optional<ParkedStream> nextToRetry() {
        return streams.values().stream().filter(ParkedStream::retrying).findFirst();
    }

    /**
     * Handles some events of a parked stream. When it has come to where the partition is, the stream flows with the others.
     *
     * @param read how far the partition has read
     */
    Claim drain(Claim claim, long read, ParkedStream stream) {
        int limit = Math.min(
                delivery.most(),
                limits.getOrDefault(stream.aggregate(), means.settings().batchSize()));
        Portion stored = means.store().portion(stream.aggregate(), stream.index() - 1, limit);
        List<RecordedEvent> due = stored.events().stream()
                .takeWhile(event -> event.meta().position() <= read)
                .toList();
        List<RecordedEvent> wanted = due.stream().filter(filter::takes).toList();
        Claim next = claim.moved(Math.max(read, claim.position()), wanted);
        asked = true;
        try {
            delivery.deliver(claim, next, wanted, tables -> {
                if (due.size() < stored.events().size() || !stored.more()) {
                    tables.parked().unpark(id.subscription(), stream);
                } else {
                    EventMeta last = due.get(due.size() - 1).meta();
                    tables.parked().proceed(id.subscription(), stream, last.position() + 1, last.index() + 1);
                }
            });
        } catch (UndeliveredException e) {
            if (e.trouble() != Trouble.SUBSCRIBER) {
                throw e;
            }
            failed(stream, due, e);
            return claim;
        }
        limits.computeIfPresent(
                stream.aggregate(),
                (aggregate, last) -> Math.min(last * 2, means.settings().batchSize()));
        look();
        return next;
    }

    private void failed(ParkedStream stream, List<RecordedEvent> tried, UndeliveredException e) {
        if (tried.size() > 1) {
            limits.put(stream.aggregate(), tried.size() / 2);
            return;
        }
        limits.remove(stream.aggregate());
        means.transactions().call(tables -> {
            tables.parked().failedAgain(id.subscription(), stream, tried.get(0).meta(), e.reason());
            return stream;
        });
        look();
    }
}
