package ee.cqrs.store;

import java.io.Serializable;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

import ee.cqrs.aggregate.AggregateId;

/** That an aggregate exists. */
@Entity
@Table(name = "aggregate")
@IdClass(AggregateRow.Key.class)
class AggregateRow {

    @Id
    @Column(name = "aggregate_type")
    private String aggregateType;

    @Id
    @Column(name = "aggregate_id")
    private String aggregateId;

    protected AggregateRow() {}

    AggregateRow(AggregateId aggregate) {
        aggregateType = aggregate.type();
        aggregateId = aggregate.id();
    }

    /** JPA wants a class with setters or fields here, not a record. */
    static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        private String aggregateType;
        private String aggregateId;

        protected Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && key.aggregateType.equals(aggregateType)
                    && key.aggregateId.equals(aggregateId);
        }

        @Override
        public int hashCode() {
            return 31 * aggregateType.hashCode() + aggregateId.hashCode();
        }
    }
}
