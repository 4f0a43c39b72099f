package ee.cqrs.web.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.store.EventMeta;
import ee.cqrs.store.Portion;
import ee.cqrs.store.RecordedEvent;
import ee.cqrs.store.StoreException;

/** A log in memory that counts how often it is read, and can be away. */
final class FakeLog implements Log {

    private final List<RecordedEvent> events = new ArrayList<>();
    private int reads;
    private boolean away;
    private long room = Long.MAX_VALUE;

    void append(String type, String id, String name, String data) {
        long index = events.stream()
                .filter(event -> event.meta().aggregate().equals(new AggregateId(type, id)))
                .count();
        EventMeta meta = new EventMeta(
                Instant.EPOCH,
                new UUID(0, events.size()),
                1,
                "test",
                index,
                type,
                id,
                null,
                events.size() + 1L,
                "command",
                "command",
                "command",
                "hash",
                null);
        events.add(new RecordedEvent(meta, name, data));
    }

    void append(int count) {
        for (int i = 0; i < count; i++) {
            append("counter", "c", "Bumped", "{\"by\":%d}".formatted(i));
        }
    }

    long head() {
        return events.size();
    }

    int reads() {
        return reads;
    }

    /** How many bytes are read at once. */
    void room(long bytes) {
        room = bytes;
    }

    void away(boolean now) {
        away = now;
    }

    @Override
    public Portion feed(long after, long head, int limit, Optional<String> type) {
        return read(
                limit,
                event -> event.meta().position() > after
                        && event.meta().position() <= head
                        && (type.isEmpty() || type.get().equals(event.meta().type())));
    }

    @Override
    public Portion events(AggregateId aggregate, long after, int limit) {
        return read(
                limit,
                event ->
                        event.meta().index() > after && event.meta().aggregate().equals(aggregate));
    }

    private Portion read(int limit, Predicate<RecordedEvent> wanted) {
        reads++;
        if (away) {
            throw new StoreException(StoreException.Fault.SILENCE, null);
        }
        List<RecordedEvent> all = events.stream().filter(wanted).limit(limit).toList();
        long bytes = 0;
        int count = 0;
        while (count < all.size() && bytes < room) {
            bytes += all.get(count++).data().length();
        }
        return new Portion(all.subList(0, count), count < all.size() || count == limit);
    }
}
