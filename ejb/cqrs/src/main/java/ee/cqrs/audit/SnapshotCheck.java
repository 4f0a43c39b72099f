package ee.cqrs.audit;

import java.util.List;
import java.util.Optional;

import ee.cqrs.aggregate.Meta;
import ee.cqrs.store.LogPart;
import ee.cqrs.store.StoredLog;
import ee.cqrs.store.StoredState;
import ee.cqrs.store.StreamPlace;

/** Checks snapshots against their checksums. */
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
        if (first == null && !snapshot.isIntact()) {
            Meta meta = snapshot.meta();
            first = new Finding(
                    Fault.SNAPSHOT_ALTERED,
                    meta.type(),
                    meta.id(),
                    meta.index(),
                    null,
                    "the %s snapshot is not what its checksum was made of"
                            .formatted(snapshot.base() ? "base" : "latest"));
        }
    }
}
