package ee.cqrs.settings;

import java.time.Duration;

/**
 * The settings of the framework. Durations are ISO-8601 ({@code PT5S}). Names, defaults and units stand in
 * {@link SettingsProducer}, which reads them, and in the README.
 *
 * @param commandDeadline how long a command may take, from the gateway to its answer
 * @param journal of the journal writer
 * @param node of nodes that share a store
 * @param subscription of subscriptions
 * @param runProjections whether this node keeps the read models of projections
 * @param query of queries that wait for a position
 * @param stream of the streams of events to clients
 * @param topic of the topic of events
 * @param allowDataLoss whether a database is accepted that can lose acknowledged events in a crash
 * @param readLimit how long a command waits for the database to answer a read
 * @param waitLimit how long a command waits for its turn at an aggregate
 * @param queueLimit how many commands may wait at one aggregate
 * @param attemptLimit how long the rules of an aggregate may take over a command before it is given up
 * @param maxLive how many aggregates live in memory at most
 * @param idleTime how long an aggregate stays in memory unused
 * @param parallelRestores how many restores run at once
 * @param saveAttempts how often a command is attempted when other writers come first
 * @param crashLimit how many crashes of one aggregate are allowed within the crash window
 * @param crashWindow the time in which crashes are counted, and for which an aggregate is then set aside
 * @param commandRetention how long the outcome of a command id is remembered
 * @param rootInterval how often the root hash of the log is recorded
 * @param driftRate how many aggregates are compared with the replay of their events in a minute
 * @param maxBatch how many commands one batch request may hold
 * @param maxBody the largest request body, in bytes
 * @param maxSlowBodies how many requests may wait for the rest of their body, each with a thread
 */
public record Settings(
        Duration commandDeadline,
        JournalSettings journal,
        NodeSettings node,
        SubscriptionSettings subscription,
        boolean runProjections,
        QuerySettings query,
        StreamSettings stream,
        TopicSettings topic,
        boolean allowDataLoss,
        Duration readLimit,
        Duration waitLimit,
        int queueLimit,
        Duration attemptLimit,
        int maxLive,
        Duration idleTime,
        int parallelRestores,
        int saveAttempts,
        int crashLimit,
        Duration crashWindow,
        Duration commandRetention,
        Duration rootInterval,
        int driftRate,
        int maxBatch,
        int maxBody,
        int maxSlowBodies) {

    private static final int MAX_BODY = 64 << 20;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the setting that is out of range
     */
    public Settings {
        positive("cqrs.command.deadline", commandDeadline.toMillis());
        positive("cqrs.store.read-limit", readLimit.toMillis());
        positive("cqrs.aggregate.wait-limit", waitLimit.toMillis());
        positive("cqrs.aggregate.queue-limit", queueLimit);
        positive("cqrs.aggregate.attempt-limit", attemptLimit.toMillis());
        positive("cqrs.aggregate.max-live", maxLive);
        positive("cqrs.aggregate.idle-time", idleTime.toMillis());
        positive("cqrs.restore.parallel", parallelRestores);
        positive("cqrs.command.save-attempts", saveAttempts);
        positive("cqrs.aggregate.crash-limit", crashLimit);
        positive("cqrs.aggregate.crash-window", crashWindow.toMillis());
        positive("cqrs.command.retention", commandRetention.toMillis());
        positive("cqrs.audit.root-interval", rootInterval.toMillis());
        if (driftRate < 0) {
            throw new IllegalArgumentException(
                    "The setting cqrs.audit.drift-rate must be 0 or more but is " + driftRate);
        }
        positive("cqrs.http.max-batch", maxBatch);
        positive("cqrs.http.max-body", maxBody);
        positive("cqrs.http.max-slow-bodies", maxSlowBodies);
        if (maxBody > MAX_BODY) {
            throw new IllegalArgumentException(
                    "The setting cqrs.http.max-body must be at most %d but is %d".formatted(MAX_BODY, maxBody));
        }
    }

    static void positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("The setting " + name + " must be greater than 0 but is " + value);
        }
    }
}
