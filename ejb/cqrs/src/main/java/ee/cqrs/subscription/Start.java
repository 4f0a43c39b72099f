package ee.cqrs.subscription;

import java.time.Instant;

/**
 * Where in the log a new subscription begins.
 *
 * @param kind how the place is told
 * @param position the position before its first event; of the kind {@link Kind#POSITION}
 * @param time of the kind {@link Kind#TIME}
 */
public record Start(Kind kind, long position, Instant time) {

    /**
     * At the first event there ever was.
     *
     * @return the place
     */
    public static Start beginning() {
        return after(0);
    }

    /**
     * Behind all events that there are when it is first started.
     *
     * @return the place
     */
    public static Start end() {
        return new Start(Kind.END, 0, null);
    }

    /**
     * Behind an event.
     *
     * @param position its position
     * @return the place
     */
    public static Start after(long position) {
        if (position < 0) {
            throw new IllegalArgumentException("A position is 0 or more, not " + position);
        }
        return new Start(Kind.POSITION, position, null);
    }

    /**
     * At the first event, by position, of a time or later. Events behind it can be older: the clocks of nodes differ. While the time
     * is still to come the subscription waits for it and has no place in the log.
     *
     * @param time the time
     * @return the place
     */
    public static Start at(Instant time) {
        return new Start(Kind.TIME, 0, time);
    }

    /** How the place is told. */
    public enum Kind {
        /** By position. */
        POSITION,
        /** By time. */
        TIME,
        /** Behind all that there is. */
        END
    }
}
