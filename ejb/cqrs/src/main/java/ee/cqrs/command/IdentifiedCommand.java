package ee.cqrs.command;

/**
 * A command message whose ids are all given.
 *
 * @param contentHash the hash of its content
 * @param repeatable whether its id came from outside
 * @param deadline by when it must be answered, as {@link System#nanoTime()}
 */
record IdentifiedCommand(CommandMessage message, String contentHash, boolean repeatable, long deadline) {

    String id() {
        return message.commandId();
    }

    long nanosLeft() {
        return deadline - System.nanoTime();
    }
}
