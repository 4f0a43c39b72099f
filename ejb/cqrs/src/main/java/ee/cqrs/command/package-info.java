/**
 * The way of a command: the gateway validates it, the handler takes its turn, attempts, saves and swaps.
 *
 * <p>A refusal by the rules is a value ({@link ee.cqrs.command.CommandOutcome.Rejected}); a defect, an overload or an
 * outage is an exception that carries a {@link ee.cqrs.command.Problem}.
 */
package ee.cqrs.command;
