package ee.cqrs.it.subscription.inside;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** That an event was handled; another row if it was handled twice. */
@Entity
@Table(name = "it_record")
public class RecordRow {

    @Id
    private UUID id;

    private long position;

    @Column(name = "aggregate_id")
    private String aggregateId;

    protected RecordRow() {}

    RecordRow(long position, String aggregateId) {
        id = UUID.randomUUID();
        this.position = position;
        this.aggregateId = aggregateId;
    }
}
