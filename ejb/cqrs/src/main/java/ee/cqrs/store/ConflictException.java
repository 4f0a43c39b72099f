package ee.cqrs.store;

import jakarta.ejb.ApplicationException;

/** Another writer came first: a unique key refused the append, and nothing of it was saved. */
@ApplicationException(rollback = true)
public final class ConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConflictException(Throwable cause) {
        super("Another writer came first", cause);
    }
}
