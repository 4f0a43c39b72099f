package ee.cqrs.store;

/** The queue of the journal writer is full; nothing was done. */
public final class QueueFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    QueueFullException(int limit) {
        super("%d commands are waiting to be saved".formatted(limit), null, false, false);
    }
}
