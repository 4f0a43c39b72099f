package ee.cqrs.drift;

import java.util.UUID;

/**
 * What a comparison of one aggregate has come to.
 *
 * @param difference what differs; null if nothing does
 * @param firstIndex the first index at which it is known to differ
 * @param snapshot the uuid of the snapshot that differs; null if none does
 * @param live whether the state in memory differs, and the store has a better one
 * @param stable whether a replay gives the same every time
 * @param quarantined whether a snapshot is still kept that was found to differ before
 */
record Comparison(
        String difference, long firstIndex, UUID snapshot, boolean live, boolean stable, boolean quarantined) {

    static Comparison equal(boolean quarantined) {
        return new Comparison(null, -1, null, false, true, quarantined);
    }

    /** What cannot be put right by restoring it. */
    static Comparison broken(String difference, long firstIndex, boolean quarantined) {
        return new Comparison(difference, firstIndex, null, false, true, quarantined);
    }

    boolean differs() {
        return difference != null;
    }
}
