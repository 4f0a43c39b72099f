package ee.cqrs.command;

import jakarta.ejb.ApplicationException;

/** A command that was not attempted to an end: bad input, overload, outage or defect. It ends a caller's transaction. */
@ApplicationException(rollback = true)
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final String commandId;

    /**
     * Carries a problem.
     *
     * @param problem what went wrong
     */
    public CommandException(Problem problem) {
        this(problem, null);
    }

    /**
     * Carries a problem.
     *
     * @param problem what went wrong
     * @param cause the failure below
     */
    public CommandException(Problem problem, Throwable cause) {
        this(problem, null, cause);
    }

    private CommandException(Problem problem, String commandId, Throwable cause) {
        super(problem.kind().title() + ": " + problem.detail(), cause);
        this.problem = problem;
        this.commandId = commandId;
    }

    CommandException of(String id) {
        return new CommandException(problem, id, getCause());
    }

    /**
     * What went wrong.
     *
     * @return the problem
     */
    public Problem problem() {
        return problem;
    }

    /**
     * The command it is about: to be sent again under this id.
     *
     * @return as sent, or as made by the server; null if there was no command yet
     */
    public String commandId() {
        return commandId;
    }
}
