package ee.cqrs.store;

import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonRawValue;

/**
 * An event as it is kept.
 *
 * @param meta its meta record
 * @param type the name of the event on the wire
 * @param data its fields, JSON, as they were stored
 */
public record RecordedEvent(
        EventMeta meta, String type, @JsonRawValue String data) {

    /**
     * Chains this event to the one before it.
     *
     * @return the same event with its hash
     */
    public RecordedEvent hashed() {
        return new RecordedEvent(meta.hashed(hash()), type, data);
    }

    /**
     * The link of the hash chain: over the previous hash, the meta without the position, and the stored bytes.
     *
     * @return what {@code meta.hash} must be
     */
    public String hash() {
        return Digest.of(
                meta.previousHash(),
                Long.toString(Micros.of(meta.timestamp())),
                meta.uuid().toString(),
                Integer.toString(meta.version()),
                meta.origin(),
                Long.toString(meta.index()),
                meta.type(),
                meta.id(),
                Objects.toString(meta.snapshotPeriod(), null),
                meta.commandId(),
                meta.correlationId(),
                meta.causationId(),
                type,
                data);
    }

    /**
     * Gives it its place in the log.
     *
     * @param position from 1 on
     * @return the same event there
     */
    public RecordedEvent at(long position) {
        return new RecordedEvent(meta.at(position), type, data);
    }
}
