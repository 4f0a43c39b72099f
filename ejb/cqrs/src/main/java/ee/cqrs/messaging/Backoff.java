package ee.cqrs.messaging;

import java.time.Duration;

/**
 * Pauses between attempts, each twice as long as the one before it.
 *
 * @param first the pause after the first failure
 * @param longest none is longer
 */
record Backoff(Duration first, Duration longest) {

    /** The one after a pause. */
    Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }

    /** The one after so many failures. */
    Duration after(int failures) {
        Duration pause = first;
        for (int i = 1; i < failures && pause.compareTo(longest) < 0; i++) {
            pause = longer(pause);
        }
        return pause;
    }
}
