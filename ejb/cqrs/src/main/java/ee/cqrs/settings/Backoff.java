package ee.cqrs.settings;

import java.time.Duration;

/**
 * Pauses between attempts, each twice as long as the one before it.
 *
 * @param first the pause after the first failure
 * @param longest none is longer
 */
public record Backoff(Duration first, Duration longest) {

    /**
     * The one after a pause.
     *
     * @param pause the last one
     * @return twice as long, up to the longest
     */
    public Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }

    /**
     * The one after so many failures.
     *
     * @param failures how many, without a success between them
     * @return the first one after the first failure
     */
    public Duration after(int failures) {
        Duration pause = first;
        for (int i = 1; i < failures && pause.compareTo(longest) < 0; i++) {
            pause = longer(pause);
        }
        return pause;
    }
}
