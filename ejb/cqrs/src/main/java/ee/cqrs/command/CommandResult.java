package ee.cqrs.command;

/**
 * What became of one command of several.
 *
 * @param outcome accepted or rejected; null if it failed
 * @param failure why it was not attempted to an end; else null
 */
public record CommandResult(CommandOutcome outcome, CommandException failure) {}
