package ee.cqrs.settings;

import java.time.Duration;

/**
 * The settings of queries.
 *
 * @param waitLimit how long those that name a position wait at most
 * @param maxWaiting how many may wait at once; past it they are refused
 * @param threads how many threads answer those that have waited
 * @param statementLimit how long a statement of a query may take
 */
public record QuerySettings(Duration waitLimit, int maxWaiting, int threads, Duration statementLimit) {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the setting that is out of range
     */
    public QuerySettings {
        Settings.positive("cqrs.query.wait-limit", waitLimit.toMillis());
        Settings.positive("cqrs.query.max-waiting", maxWaiting);
        Settings.positive("cqrs.query.threads", threads);
        Settings.positive("cqrs.query.statement-limit", statementLimit.toMillis());
    }
}
