package ee.cqrs.command;

import jakarta.ejb.ApplicationException;

/** A command that was not attempted to an end: bad input, overload, outage or defect. It ends a caller's transaction. */
@ApplicationException(rollback = true)
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

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
        super(problem.kind().title() + ": " + problem.detail(), cause);
        this.problem = problem;
    }

    /**
     * What went wrong.
     *
     * @return the problem
     */
    public Problem problem() {
        return problem;
    }
}
