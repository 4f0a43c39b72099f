package ee.cqrs.command;

/**
 * The rules still hang at the deadline of a command. Whoever can should answer the caller, whose thread cannot.
 *
 * @param thread the thread that hangs
 * @param answer what to answer
 */
public record OverdueAttempt(Thread thread, CommandException answer) {}
