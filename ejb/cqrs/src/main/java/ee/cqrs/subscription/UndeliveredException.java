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
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof UnavailableException) {
                return cause.getMessage();
            }
        }
        return StoreException.rootOf(this).toString();
    }
}
