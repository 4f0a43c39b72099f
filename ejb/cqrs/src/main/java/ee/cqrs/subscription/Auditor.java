package ee.cqrs.subscription;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.store.RecordedEvent;
import ee.cqrs.subscription.SubscriptionAudit.PartitionAudit;

/** Counts what a partition had to handle, and compares it with what it has counted itself. */
final class Auditor {

    private final Means means;
    private final EventFilter filter;

    Auditor(Means means, EventFilter filter) {
        this.means = means;
        this.filter = filter;
    }

    PartitionAudit audit(PartitionId id) {
        Given given = means.transactions().call(tables -> {
            PartitionRow row = tables.partitions().lock(id); // where it stands, and what is parked, at one moment
            Map<AggregateId, Long> parked = new HashMap<>();
            tables.parked()
                    .list(id.subscription(), 0, Integer.MAX_VALUE)
                    .forEach(stream -> parked.put(stream.aggregate(), stream.position()));
            return new Given(row, parked, tables.parked().skipped(id.subscription()));
        });
        Tally[] expected = {Tally.NOTHING};
        forEach(given, event -> expected[0] = expected[0].plus(List.of(event)));
        Tally handled = given.row.tally();
        long missing = expected[0].count() - handled.count();
        long difference = expected[0].hash() - handled.hash();
        return new PartitionAudit(
                id.number(),
                given.row.position(),
                expected[0].equals(handled),
                handled.count(),
                expected[0].count(),
                missing == 1 ? find(given, difference) : null,
                missing == -1 ? find(given, -difference) : null);
    }

    private Long find(Given given, long hash) {
        Long[] position = new Long[1];
        forEach(given, event -> {
            if (Tally.hashOf(event) == hash) {
                position[0] = event.meta().position();
            }
        });
        return position[0];
    }

    private void forEach(Given given, Consumer<RecordedEvent> reader) {
        long last = given.row.beginsAfter();
        while (last < given.row.position()) {
            LogSlice slice = means.pages().after(last, given.row.position());
            slice.events().stream().filter(given::had).filter(filter::takes).forEach(reader);
            last = slice.last();
        }
    }

    /**
     * What is kept of a partition.
     *
     * @param row where it stands
     * @param parked the first position of each parked aggregate that it has not handled
     * @param skipped the positions that were left out on purpose
     */
    private record Given(PartitionRow row, Map<AggregateId, Long> parked, Set<Long> skipped) {

        boolean had(RecordedEvent event) {
            long position = event.meta().position();
            AggregateId aggregate = event.meta().aggregate();
            return position <= row.position()
                    && row.id().has(aggregate)
                    && !skipped.contains(position)
                    && position < parked.getOrDefault(aggregate, Long.MAX_VALUE);
        }
    }
}
