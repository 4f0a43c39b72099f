package ee.cqrs.registry;

import java.time.Duration;

/** The wait for a turn was refused or took too long; nothing was done. */
public final class BusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /**
     * Says what was waited for.
     *
     * @param message for a person
     * @param retryAfter when to try again
     */
    public BusyException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /**
     * When to try again.
     *
     * @return from now
     */
    public Duration retryAfter() {
        return retryAfter;
    }
}
