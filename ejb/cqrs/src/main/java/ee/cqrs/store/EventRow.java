package ee.cqrs.store;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A kept event. */
@Entity
@Table(name = "event")
class EventRow {

    @Id
    private long position;

    @Column(name = "aggregate_type")
    private String aggregateType;

    @Column(name = "aggregate_id")
    private String aggregateId;

    @Column(name = "event_index")
    private long eventIndex;

    @Column(name = "event_type")
    private String eventType;

    private int version;

    private UUID uuid;

    @Column(name = "occurred_at")
    private long occurredAt;

    private String origin;

    @Column(name = "snapshot_period")
    private Integer snapshotPeriod;

    @Column(name = "command_id")
    private String commandId;

    @Column(name = "correlation_id")
    private String correlationId;

    @Column(name = "causation_id")
    private String causationId;

    private String hash;

    @Column(name = "previous_hash")
    private String previousHash;

    private String payload;

    protected EventRow() {}

    EventRow(RecordedEvent event) {
        EventMeta meta = event.meta();
        position = meta.position();
        aggregateType = meta.type();
        aggregateId = meta.id();
        eventIndex = meta.index();
        eventType = event.type();
        version = meta.version();
        uuid = meta.uuid();
        occurredAt = Micros.of(meta.timestamp());
        origin = meta.origin();
        snapshotPeriod = meta.snapshotPeriod();
        commandId = meta.commandId();
        correlationId = meta.correlationId();
        causationId = meta.causationId();
        hash = meta.hash();
        previousHash = meta.previousHash();
        payload = event.data();
    }

    RecordedEvent toEvent() {
        EventMeta meta = new EventMeta(
                Micros.toInstant(occurredAt),
                uuid,
                version,
                origin,
                eventIndex,
                aggregateType,
                aggregateId,
                snapshotPeriod,
                position,
                commandId,
                correlationId,
                causationId,
                hash,
                previousHash);
        return new RecordedEvent(meta, eventType, payload);
    }
}
