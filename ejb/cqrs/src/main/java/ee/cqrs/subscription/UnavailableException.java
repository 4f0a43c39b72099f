package ee.cqrs.subscription;

/**
 * What a subscriber needs is away, such as a broker or another server: no event is at fault. The events come again after a pause,
 * which grows, as long as it takes; nobody is parked, and the message is shown as what keeps the subscription from getting on.
 */
public final class UnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * For {@link Subscriber#handle}.
     *
     * @param message what is away, for an operator
     * @param cause how that was noticed
     */
    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
