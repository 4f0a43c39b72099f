package ee.cqrs.store;

/** The commit call failed: the append may be saved or not. */
public final class UnknownOutcomeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownOutcomeException(Throwable cause) {
        super("The commit call failed, the append may be saved or not", cause);
    }
}
