package ee.cqrs.command;

import java.util.List;

import ee.cqrs.store.RecordedEvent;

/** What became of a command that was attempted. */
public sealed interface CommandOutcome {

    /**
     * The id of the command.
     *
     * @return as sent, or as made by the server
     */
    String commandId();

    /**
     * It was accepted, and what follows from it is durable. (In a transaction of the caller's: will be, when that
     * commits.)
     *
     * @param commandId the id of the command
     * @param aggregate the aggregate after it
     * @param position where the log stood: the position of its last event; null in a transaction of the caller's
     * @param events what happened
     */
    record Accepted(String commandId, Address aggregate, Long position, List<RecordedEvent> events)
            implements CommandOutcome {}

    /**
     * The business rules refuse it; nothing is saved, and the id may be used again.
     *
     * @param commandId the id of the command
     * @param code stable and machine-readable
     * @param message for a person
     */
    record Rejected(String commandId, String code, String message) implements CommandOutcome {}

    /**
     * An aggregate at an index.
     *
     * @param type its type
     * @param id its id
     * @param index the index of its last event
     */
    record Address(String type, String id, long index) {}
}
