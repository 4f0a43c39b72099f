package ee.cqrs.store;

import java.io.Serializable;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** That an aggregate has a natural key. */
@Entity
@Table(name = "reservation")
@IdClass(ReservationRow.Key.class)
class ReservationRow {

    @Id
    @Column(name = "key_value")
    private String keyValue;

    @Id
    @Column(name = "key_name")
    private String keyName;

    @Id
    @Column(name = "aggregate_type")
    private String aggregateType;

    @Column(name = "aggregate_id")
    private String aggregateId;

    protected ReservationRow() {}

    ReservationRow(ReservedKey key, String aggregateId) {
        keyValue = key.value();
        keyName = key.name();
        aggregateType = key.type();
        this.aggregateId = aggregateId;
    }

    /** JPA wants a class with setters or fields here, not a record. */
    static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        private String keyValue;
        private String keyName;
        private String aggregateType;

        protected Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && key.keyValue.equals(keyValue)
                    && key.keyName.equals(keyName)
                    && key.aggregateType.equals(aggregateType);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * keyValue.hashCode() + keyName.hashCode()) + aggregateType.hashCode();
        }
    }
}
