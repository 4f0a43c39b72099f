package ee.cqrs.settings;

import java.time.Duration;

/**
 * The settings of queries that wait for a position.
 *
 * @param waitLimit how long they wait at most
 * @param maxWaiting how many there may be at once; past it they are refused
 * @param threads how many threads answer those that have waited
 */
public record QuerySettings(Duration waitLimit, int maxWaiting, int threads) {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the setting that is out of range
     */
    public QuerySettings {
        Settings.positive("cqrs.query.wait-limit", waitLimit.toMillis());
        Settings.positive("cqrs.query.max-waiting", maxWaiting);
        Settings.positive("cqrs.query.threads", threads);
    }
}
