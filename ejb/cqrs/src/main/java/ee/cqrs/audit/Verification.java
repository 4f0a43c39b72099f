package ee.cqrs.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import ee.cqrs.store.LogPart;
import ee.cqrs.store.RootHash;
import ee.cqrs.store.StoredLog;

/** One verification of the log or a part of it, as far as the log went when it began. */
public final class Verification {

    private final StoredLog log;
    private final LogPart part;
    private final Map<Long, String> witnessed;
    private final Long recordedRoot;
    private final long head;

    private Verification(StoredLog log, LongSupplier head, LogPart part, Map<Long, String> witnessed) {
        this.log = log;
        this.part = part;
        this.witnessed = witnessed;
        // before the head: a log that grows has no root hash beyond a head that is read later
        recordedRoot = log.lastRoot().map(RootHash::position).orElse(null);
        this.head = head.getAsLong();
    }

    /**
     * Looks how far the log goes now.
     *
     * @param log what to verify
     * @param head asks for its head
     * @param part which part of it
     * @param witnessed root hashes by position that somebody has kept outside of the database
     * @return what is to be run
     */
    public static Verification of(StoredLog log, LongSupplier head, LogPart part, Map<Long, String> witnessed) {
        return new Verification(log, head, part, Map.copyOf(witnessed));
    }

    /**
     * What is verified.
     *
     * @return the part of the log
     */
    public LogPart part() {
        return part;
    }

    /**
     * Verifies, in memory that does not depend on how much there is.
     *
     * @param listener is told how far it is
     * @return what was found
     */
    public Verdict run(Progress.Listener listener) {
        ChainCheck chains = new ChainCheck(log, head);
        Meter events =
                new Meter("streams", part.isAll() ? Long.valueOf(head) : Long.valueOf(log.count(part)), listener);
        chains.run(part, events);
        long checked = events.end();
        LogCheck order = new LogCheck(log, head, witnessed);
        if (part.isAll()) {
            Meter positions = new Meter("log", head, listener);
            order.run(positions);
            positions.end();
        }
        SnapshotCheck snapshots = new SnapshotCheck(log);
        Meter states = new Meter("snapshots", null, listener);
        snapshots.run(part, states);
        List<Finding> findings = Stream.of(
                        brokenEvents(chains, order),
                        order.rootFault().stream(),
                        cutOff().stream(),
                        snapshots.first().stream())
                .flatMap(found -> found)
                .distinct() // a stream and the log may miss the same event in its place
                .toList();
        return new Verdict(
                findings.isEmpty(),
                checked,
                chains.streams(),
                states.end(),
                snapshots.withoutChecksum(),
                part.isAll() ? head : null,
                order.root(),
                part.isAll() ? recordedRoot : null,
                findings);
    }

    /** The first one in the order of the log comes first. */
    private static Stream<Finding> brokenEvents(ChainCheck chains, LogCheck order) {
        boolean streamFirst = order.misplaced().filter(chains::comesBefore).isPresent();
        return streamFirst
                ? Stream.concat(chains.first().stream(), order.misplaced().stream())
                : Stream.concat(order.misplaced().stream(), chains.first().stream());
    }

    private Optional<Finding> cutOff() {
        long recorded = Stream.concat(Stream.ofNullable(recordedRoot), witnessed.keySet().stream())
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        return part.isAll() && recorded > head
                ? Optional.of(Finding.of(
                        Fault.CUT_OFF,
                        head + 1,
                        "the log ends at position %d and had a root hash at %d: positions %d to %d were cut off"
                                .formatted(head, recorded, head + 1, recorded)))
                : Optional.empty();
    }
}
