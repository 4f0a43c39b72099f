package ee.cqrs.store;

import java.time.Instant;
import java.util.UUID;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.aggregate.Meta;

/**
 * The meta record of an event.
 *
 * @param timestamp UTC, microseconds, never decreasing within an aggregate
 * @param uuid a random (v4) id of the event
 * @param version the schema version of the event record
 * @param origin who caused it
 * @param index the number of the event in its aggregate, from 0, dense
 * @param type the type of the aggregate
 * @param id the id of the aggregate
 * @param snapshotPeriod the modality; null stands for never
 * @param position the number of the event in the whole log, from 1, dense, in commit order; null where it has none: a
 *     pure snapshot type, or a transaction of the caller's that has not ended
 * @param commandId the command that was accepted
 * @param correlationId the conversation it belongs to
 * @param causationId the message that led to the command; the command itself if there is none
 * @param hash SHA-256 over the stored bytes and this meta without the position; null for a pure snapshot type
 * @param previousHash the hash of the event before it in the aggregate; null for the first
 */
public record EventMeta(
        Instant timestamp,
        UUID uuid,
        int version,
        String origin,
        long index,
        String type,
        String id,
        Integer snapshotPeriod,
        Long position,
        String commandId,
        String correlationId,
        String causationId,
        String hash,
        String previousHash) {

    /**
     * The aggregate it belongs to.
     *
     * @return its type and id
     */
    public AggregateId aggregate() {
        return new AggregateId(type, id);
    }

    /**
     * The meta of the state after this event.
     *
     * @param stateVersion the schema version of the state record
     * @return the same, as far as states have it
     */
    public Meta ofState(int stateVersion) {
        return new Meta(timestamp, uuid, stateVersion, origin, index, type, id, snapshotPeriod);
    }

    EventMeta at(long newPosition) {
        return new EventMeta(
                timestamp,
                uuid,
                version,
                origin,
                index,
                type,
                id,
                snapshotPeriod,
                newPosition,
                commandId,
                correlationId,
                causationId,
                hash,
                previousHash);
    }

    EventMeta hashed(String newHash) {
        return new EventMeta(
                timestamp,
                uuid,
                version,
                origin,
                index,
                type,
                id,
                snapshotPeriod,
                position,
                commandId,
                correlationId,
                causationId,
                newHash,
                previousHash);
    }
}
