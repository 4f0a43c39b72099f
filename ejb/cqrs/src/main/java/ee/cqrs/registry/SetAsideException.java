package ee.cqrs.registry;

import java.time.Duration;

import ee.cqrs.aggregate.AggregateId;

/** An aggregate keeps crashing, or hangs, and takes no commands for a while. */
public final class SetAsideException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    SetAsideException(AggregateId id, String why, Duration retryAfter) {
        super("%s is set aside: %s".formatted(id, why));
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
