package ee.cqrs.store;

import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

import ee.cqrs.aggregate.Meta;

/** A kept snapshot. */
@Entity
@Table(name = "snapshot")
@IdClass(SnapshotRow.Key.class)
class SnapshotRow {

    @Id
    @Column(name = "aggregate_type")
    private String aggregateType;

    @Id
    @Column(name = "aggregate_id")
    private String aggregateId;

    @Id
    private boolean base;

    @Column(name = "event_index")
    private long eventIndex;

    private int version;

    private UUID uuid;

    @Column(name = "occurred_at")
    private long occurredAt;

    private String origin;

    @Column(name = "snapshot_period")
    private Integer snapshotPeriod;

    @Column(name = "event_hash")
    private String eventHash;

    private String payload;

    private String checksum;

    protected SnapshotRow() {}

    SnapshotRow(StoredState snapshot) {
        Meta meta = snapshot.meta();
        aggregateType = meta.type();
        aggregateId = meta.id();
        base = snapshot.base();
        eventIndex = meta.index();
        version = meta.version();
        uuid = meta.uuid();
        occurredAt = Micros.of(meta.timestamp());
        origin = meta.origin();
        snapshotPeriod = meta.snapshotPeriod();
        eventHash = snapshot.eventHash();
        payload = snapshot.data();
        checksum = snapshot.checksum();
    }

    /** JPA wants a class with fields here, not a record. */
    static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        private String aggregateType;
        private String aggregateId;
        private boolean base;

        protected Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && key.aggregateType.equals(aggregateType)
                    && key.aggregateId.equals(aggregateId)
                    && key.base == base;
        }

        @Override
        public int hashCode() {
            return Objects.hash(aggregateType, aggregateId, base);
        }
    }
}
