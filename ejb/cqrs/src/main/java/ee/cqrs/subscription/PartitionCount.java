package ee.cqrs.subscription;

import java.util.List;
import java.util.Map;
import java.util.Set;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.store.RecordedEvent;
import ee.cqrs.subscription.SubscriptionAudit.PartitionAudit;

/** What a partition had to handle, by the log, and what it has. */
final class PartitionCount {

    private final PartitionRow row;
    private final Map<AggregateId, Long> parked;
    private final Set<Long> skipped;
    private Tally expected = Tally.NOTHING;
    private Long found;

    /**
     * @param row where it stands
     * @param parked the first position of each parked aggregate that it has not handled
     * @param skipped the positions that were left out on purpose
     */
    PartitionCount(PartitionRow row, Map<AggregateId, Long> parked, Set<Long> skipped) {
        this.row = row;
        this.parked = parked;
        this.skipped = skipped;
    }

    long beginsAfter() {
        return row.beginsAfter();
    }

    long position() {
        return row.position();
    }

    boolean had(RecordedEvent event) {
        long position = event.meta().position();
        AggregateId aggregate = event.meta().aggregate();
        return position > row.beginsAfter()
                && position <= row.position()
                && row.id().has(aggregate)
                && !skipped.contains(position)
                && position < parked.getOrDefault(aggregate, Long.MAX_VALUE);
    }

    void expect(RecordedEvent event) {
        expected = expected.plus(List.of(event));
    }

    /** The sums tell which event it is only if they differ by a single one. */
    boolean differsByOne() {
        return Math.abs(missing()) == 1;
    }

    void compare(RecordedEvent event) {
        if (Tally.hashOf(event) * missing() == expected.hash() - row.tally().hash()) {
            found = event.meta().position();
        }
    }

    PartitionAudit found() {
        return new PartitionAudit(
                row.id().number(),
                row.position(),
                expected.equals(row.tally()),
                row.tally().count(),
                expected.count(),
                missing() > 0 ? found : null,
                missing() < 0 ? found : null);
    }

    /** Below zero if there are too many. */
    private long missing() {
        return expected.count() - row.tally().count();
    }
}
