package ee.cqrs.catalogue;

/** What is stored cannot be read by the application as it is deployed: an unknown type, a newer version, or damage. */
public final class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Names the fault.
     *
     * @param message what cannot be read and why
     */
    public UnreadableException(String message) {
        super(message);
    }

    /**
     * Names the fault.
     *
     * @param message what cannot be read and why
     * @param cause the fault below
     */
    public UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
