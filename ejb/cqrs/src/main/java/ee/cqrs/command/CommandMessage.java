package ee.cqrs.command;

import java.util.Objects;

import ee.cqrs.aggregate.AggregateId;

/**
 * A command on its way.
 *
 * @param aggregate where it goes
 * @param command the command record
 * @param commandId names the command, so that it has one effect however often it is sent; null has the server make one
 * @param expectedIndex the index that the caller saw; null if any will do
 * @param origin who sends it
 * @param correlationId the conversation it belongs to; null stands for the command id
 * @param causationId the message that led to it; null stands for the command id
 */
public record CommandMessage(
        AggregateId aggregate,
        Record command,
        String commandId,
        Long expectedIndex,
        String origin,
        String correlationId,
        String causationId) {

    /** The longest command, correlation or causation id, and the longest origin. */
    public static final int MAX_TEXT = 255;

    /** Checks that what is needed is there. */
    public CommandMessage {
        Objects.requireNonNull(aggregate, "A command needs an aggregate");
        Objects.requireNonNull(command, "A command message needs a command");
        Objects.requireNonNull(origin, "A command needs an origin");
    }

    /**
     * A command without expectations.
     *
     * @param type the type of the aggregate
     * @param id its id
     * @param command the command record
     * @param origin who sends it
     * @return the message
     */
    public static CommandMessage of(String type, String id, Record command, String origin) {
        return new CommandMessage(new AggregateId(type, id), command, null, null, origin, null, null);
    }

    /**
     * The same command under an id.
     *
     * @param id 1 to 255 printable characters
     * @return a copy
     */
    public CommandMessage withCommandId(String id) {
        return new CommandMessage(aggregate, command, id, expectedIndex, origin, correlationId, causationId);
    }

    /**
     * The same command, for an aggregate at one index only.
     *
     * @param index the index that the caller saw; -1 for an aggregate that must not exist
     * @return a copy
     */
    public CommandMessage expecting(long index) {
        return new CommandMessage(aggregate, command, commandId, index, origin, correlationId, causationId);
    }
}
