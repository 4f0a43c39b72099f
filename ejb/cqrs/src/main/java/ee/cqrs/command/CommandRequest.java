package ee.cqrs.command;

/**
 * A command as an entrance receives it, in words.
 *
 * @param type the type of the aggregate
 * @param id its id
 * @param command the name of the command
 * @param body its fields, JSON in UTF-8
 * @param commandId see {@link CommandMessage}
 * @param expectedIndex see {@link CommandMessage}
 * @param origin see {@link CommandMessage}
 * @param correlationId see {@link CommandMessage}
 */
public record CommandRequest(
        String type,
        String id,
        String command,
        byte[] body,
        String commandId,
        Long expectedIndex,
        String origin,
        String correlationId) {}
