package ee.cqrs.subscription;

import ee.cqrs.store.StoreException;

/** Events were not handled, or nobody knows whether they were. */
final class UndeliveredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Trouble trouble;

    UndeliveredException(Trouble trouble, Throwable cause) {
        super(cause);
        this.trouble = trouble;
    }

    Trouble trouble() {
        return trouble;
    }

    /** What an operator needs to know. */
    String reason() {
        return StoreException.rootOf(this).toString();
    }
}
