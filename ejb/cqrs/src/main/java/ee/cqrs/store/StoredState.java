package ee.cqrs.store;

import java.util.Objects;

import ee.cqrs.aggregate.Meta;

/**
 * A snapshot as it is kept.
 *
 * @param meta the meta of the state
 * @param data the state, JSON
 * @param eventHash the hash of the last event in it; null if there was none
 * @param base whether events start from it: kept for good, also when later snapshots are taken
 * @param checksum SHA-256 over all of that; null if it was taken before there were checksums
 */
public record StoredState(Meta meta, String data, String eventHash, boolean base, String checksum) {

    /**
     * A snapshot to keep, with its checksum.
     *
     * @param meta the meta of the state
     * @param data the state, JSON
     * @param eventHash the hash of the last event in it; null if there was none
     * @param base whether events start from it
     */
    public StoredState(Meta meta, String data, String eventHash, boolean base) {
        this(meta, data, eventHash, base, checksum(meta, data, eventHash, base));
    }

    /**
     * Whether it is what was once kept, as far as that can be said: of one without a checksum it cannot.
     *
     * @return false if it was altered
     */
    public boolean isIntact() {
        return checksum == null || checksum.equals(checksum(meta, data, eventHash, base));
    }

    private static String checksum(Meta meta, String data, String eventHash, boolean base) {
        return Digest.of(
                Long.toString(Micros.of(meta.timestamp())),
                meta.uuid().toString(),
                Integer.toString(meta.version()),
                meta.origin(),
                Long.toString(meta.index()),
                meta.type(),
                meta.id(),
                Objects.toString(meta.snapshotPeriod(), null),
                data,
                eventHash,
                Boolean.toString(base));
    }
}
