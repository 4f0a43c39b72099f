package ee.cqrs.store;

import jakarta.ejb.ApplicationException;

import ee.cqrs.aggregate.AggregateId;

/** An inline projection cannot take what a command has decided: nothing of that command is saved. */
@ApplicationException(rollback = true)
public final class ProjectionFailureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String commandId;

    /**
     * Says which and why.
     *
     * @param projection its name
     * @param aggregate whose events it cannot take
     * @param commandId what they were decided by
     * @param cause what it throws
     */
    public ProjectionFailureException(String projection, AggregateId aggregate, String commandId, Throwable cause) {
        super("The inline projection %s cannot take the events of %s".formatted(projection, aggregate), cause);
        this.commandId = commandId;
    }

    /** The command at fault. */
    String commandId() {
        return commandId;
    }
}
