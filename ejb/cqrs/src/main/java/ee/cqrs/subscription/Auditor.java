package ee.cqrs.subscription;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.store.RecordedEvent;
import ee.cqrs.subscription.SubscriptionAudit.PartitionAudit;

/**
 * Counts what partitions had to handle, and compares it with what they have counted themselves. The log is read once for all, and
 * once more if something differs.
 */
final class Auditor {

    /** Events whose hash and position are kept to find two among them, at 24 bytes each. */
    static final int MOST_IN_MEMORY = 1_000_000;

    private final Means means;
    private final EventFilter filter;

    Auditor(Means means, EventFilter filter) {
        this.means = means;
        this.filter = filter;
    }

    List<PartitionAudit> audit(List<PartitionId> partitions) {
        List<PartitionCount> counts = partitions.stream().map(this::begin).toList();
        forEach(counts, PartitionCount::expect);
        int room = MOST_IN_MEMORY;
        for (PartitionCount count : counts) {
            room -= count.prepare(room);
        }
        forEach(counts.stream().filter(PartitionCount::isSearched).toList(), PartitionCount::compare);
        return counts.stream().map(PartitionCount::found).toList();
    }

    private PartitionCount begin(PartitionId id) {
        return means.transactions().call(tables -> {
            PartitionRow row = tables.partitions().lock(id); // where it stands, and what is parked, at one moment
            Map<AggregateId, Long> parked = new HashMap<>();
            tables.parked().list(id.subscription(), 0, Integer.MAX_VALUE).stream()
                    .filter(stream -> id.has(stream.aggregate()))
                    .forEach(stream -> parked.put(stream.aggregate(), stream.position()));
            return new PartitionCount(row, parked, tables.skipped().positions(id.subscription()));
        });
    }

    private void forEach(List<PartitionCount> counts, BiConsumer<PartitionCount, RecordedEvent> reader) {
        long last = counts.stream().mapToLong(PartitionCount::beginsAfter).min().orElse(0);
        long end = counts.stream().mapToLong(PartitionCount::position).max().orElse(0);
        while (last < end) {
            LogSlice slice = means.pages().after(last, end);
            for (RecordedEvent event : slice.events()) {
                if (filter.takes(event)) {
                    counts.stream().filter(count -> count.had(event)).forEach(count -> reader.accept(count, event));
                }
            }
            last = slice.last();
        }
    }
}
