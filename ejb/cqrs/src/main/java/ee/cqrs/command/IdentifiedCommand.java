package ee.cqrs.command;

/** A command message whose ids are all given, with the hash of its content and whether its id came from outside. */
record IdentifiedCommand(CommandMessage message, String contentHash, boolean repeatable) {}
