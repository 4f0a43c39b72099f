package ee.cqrs.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import ee.cqrs.aggregate.AggregateId;

/** An accepted command. */
@Entity
@Table(name = "command")
class CommandRow {

    @Id
    @Column(name = "command_id")
    private String commandId;

    @Column(name = "content_hash")
    private String contentHash;

    @Column(name = "aggregate_type")
    private String aggregateType;

    @Column(name = "aggregate_id")
    private String aggregateId;

    @Column(name = "first_index")
    private long firstIndex;

    @Column(name = "last_index")
    private long lastIndex;

    private Long position;

    private String outcome;

    @Column(name = "accepted_at")
    private long acceptedAt;

    protected CommandRow() {}

    CommandRow(CommandRecord command) {
        commandId = command.commandId();
        contentHash = command.contentHash();
        aggregateType = command.aggregate().type();
        aggregateId = command.aggregate().id();
        firstIndex = command.firstIndex();
        lastIndex = command.lastIndex();
        position = command.position();
        outcome = command.outcome();
        acceptedAt = Micros.of(command.acceptedAt());
    }

    CommandRecord toRecord() {
        return new CommandRecord(
                commandId,
                contentHash,
                new AggregateId(aggregateType, aggregateId),
                firstIndex,
                lastIndex,
                position,
                outcome,
                Micros.toInstant(acceptedAt));
    }
}
