package ee.cqrs.store;

/** The queue of the journal writer is full, or closed; nothing was done. */
public final class QueueFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The server stops. */
    QueueFullException() {
        super("The server stops and saves no more commands", null, false, false);
    }

    QueueFullException(int limit) {
        super("%d commands are waiting to be saved".formatted(limit), null, false, false);
    }
}
