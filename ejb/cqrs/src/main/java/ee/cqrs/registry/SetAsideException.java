package ee.cqrs.registry;

import java.time.Duration;

import ee.cqrs.aggregate.AggregateId;

/** An aggregate keeps crashing and takes no commands for a while. */
public final class SetAsideException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    SetAsideException(AggregateId id, int limit, Duration retryAfter) {
        super("%s is set aside: it crashed more than %d times in a row".formatted(id, limit));
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
