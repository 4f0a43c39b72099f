package ee.cqrs.aggregate;

import java.time.Instant;
import java.util.UUID;

/**
 * The meta record that every event and every state carries. The meta of a state is that of the last event applied to
 * it, so that it is the same in memory and after a replay.
 *
 * @param timestamp when it came about: UTC, microseconds, never decreasing within an aggregate
 * @param uuid a random (v4) id of its own
 * @param version the schema version of the event or state record
 * @param origin who caused it: the authenticated caller, or {@code jms}
 * @param index the number of the event in its aggregate, from 0; of a state: of the last event in it, -1 before any
 * @param type the type of the aggregate
 * @param id the id of the aggregate
 * @param snapshotPeriod the modality at that time; null stands for {@link AggregateType#NEVER}
 */
public record Meta(
        Instant timestamp,
        UUID uuid,
        int version,
        String origin,
        long index,
        String type,
        String id,
        Integer snapshotPeriod) {

    /**
     * The aggregate this belongs to.
     *
     * @return its type and id
     */
    public AggregateId aggregate() {
        return new AggregateId(type, id);
    }

    /**
     * The same meta for a state in another schema version.
     *
     * @param newVersion the schema version
     * @return a copy
     */
    public Meta withVersion(int newVersion) {
        return new Meta(timestamp, uuid, newVersion, origin, index, type, id, snapshotPeriod);
    }
}
