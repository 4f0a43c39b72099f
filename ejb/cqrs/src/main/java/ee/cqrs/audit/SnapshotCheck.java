package ee.cqrs.audit;

import java.util.List;
import java.util.Optional;

import ee.cqrs.aggregate.Meta;
import ee.cqrs.store.LogPart;
import ee.cqrs.store.StoredLog;
import ee.cqrs.store.StoredState;
import ee.cqrs.store.StreamPlace;

/** Checks snapshots against their checksums, and against the events that they were taken after. */
final class SnapshotCheck {

    private static final int PAGE = 100;

    private final StoredLog log;
    private long withoutChecksum;
    private Finding first;

    SnapshotCheck(StoredLog log) {
        this.log = log;
    }

    void run(LogPart part, Meter meter) {
        run(part, true, meter);
        run(part, false, meter);
    }

    /** How many were taken before there were checksums. */
    long withoutChecksum() {
        return withoutChecksum;
    }

    Optional<Finding> first() {
        return Optional.ofNullable(first);
    }

    private void run(LogPart part, boolean base, Meter meter) {
        StreamPlace place = part.start();
        List<StoredState> page;
        do {
            page = log.snapshots(part, base, place, PAGE);
            for (StoredState snapshot : page) {
                accept(snapshot);
                meter.count();
                place = new StreamPlace(
                        snapshot.meta().type(),
                        snapshot.meta().id(),
                        snapshot.meta().index());
            }
        } while (page.size() == PAGE);
    }

    private void accept(StoredState snapshot) {
        if (snapshot.checksum() == null) {
            withoutChecksum++;
        }
        if (first == null) {
            first = check(snapshot);
        }
    }

    private Finding check(StoredState snapshot) {
        if (!snapshot.isIntact()) {
            return finding(Fault.SNAPSHOT_ALTERED, snapshot, "its %s snapshot is not what its checksum was made of");
        }
        Meta meta = snapshot.meta();
        if (snapshot.base() || meta.index() < 0) {
            return null; // what a type keeps that keeps states only, or before its first event
        }
        Optional<String> hash = log.hashOf(meta.type(), meta.id(), meta.index());
        if (hash.isEmpty()) {
            return finding(Fault.MISSING, snapshot, "its %s snapshot was taken after this event, which is not there");
        }
        return hash.get().equals(snapshot.eventHash())
                ? null
                : finding(Fault.SNAPSHOT_ALTERED, snapshot, "its %s snapshot was taken after another event");
    }

    private static Finding finding(Fault fault, StoredState snapshot, String detail) {
        Meta meta = snapshot.meta();
        return new Finding(
                fault,
                meta.type(),
                meta.id(),
                meta.index(),
                null,
                detail.formatted(snapshot.base() ? "base" : "latest"));
    }
}
