package ee.cqrs.subscription;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.settings.SubscriptionSettings;
import ee.cqrs.store.RecordedEvent;
import ee.cqrs.subscription.SubscriptionAudit.PartitionAudit;

/**
 * What a partition had to handle, by the log, and what it has. If that differs, the number of the events and the sum of their hashes
 * are all that tells which ones it is: see {@link PartitionAudit}.
 */
final class PartitionCount {

    /** As long as a batch can be: it is handled as a whole, or not. */
    private static final int LONGEST_RUN = SubscriptionSettings.LARGEST_BATCH;

    private final PartitionRow row;
    private final Map<AggregateId, Long> parked;
    private final Set<Long> skipped;
    private Tally expected = Tally.NOTHING;
    private Optional<Run> run = Optional.empty();
    private Optional<Pair> pair = Optional.empty();

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

    /**
     * Prepares to look for what differs, once all is counted that was expected.
     *
     * @param room how many events may be kept in memory
     * @return how many will be
     */
    int prepare(int room) {
        int number = (int) Math.min(Math.abs(missing()), Integer.MAX_VALUE);
        if (number > 0 && number <= LONGEST_RUN) {
            run = Optional.of(new Run(number, missing() > 0 ? lacking() : -lacking()));
        }
        boolean two = number == 2 || number == 0 && lacking() != 0;
        if (!two || expected.count() > room) {
            return 0;
        }
        int size = (int) expected.count();
        pair = Optional.of(new Pair(size));
        return size;
    }

    /** Whether it may be found out what differs. */
    boolean isSearched() {
        return run.isPresent() || pair.isPresent();
    }

    void compare(RecordedEvent event) {
        long position = event.meta().position();
        long hash = Tally.hashOf(event);
        run.ifPresent(events -> events.add(position, hash));
        pair.ifPresent(events -> events.add(position, hash));
    }

    PartitionAudit found() {
        List<Long> some = run.map(Run::found).orElse(List.of());
        if (some.isEmpty()) {
            some = pair.map(this::found).orElse(List.of());
        }
        boolean both = !some.isEmpty() && missing() == 0;
        return new PartitionAudit(
                row.id().number(),
                row.position(),
                expected.equals(row.tally()),
                row.tally().count(),
                expected.count(),
                both ? some.subList(0, 1) : missing() > 0 ? some : List.of(),
                both ? some.subList(1, 2) : missing() < 0 ? some : List.of());
    }

    private List<Long> found(Pair events) {
        if (missing() == 0) {
            return events.withDifference(lacking());
        }
        return missing() > 0 ? events.withSum(lacking(), false) : events.withSum(-lacking(), true);
    }

    /** Below zero if there are too many. */
    private long missing() {
        return expected.count() - row.tally().count();
    }

    /** What the hashes of those that are missing come to, without those that are too many. */
    private long lacking() {
        return expected.hash() - row.tally().hash();
    }
}
