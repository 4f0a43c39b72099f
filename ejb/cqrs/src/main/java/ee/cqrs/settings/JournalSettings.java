package ee.cqrs.settings;

import java.time.Duration;

/**
 * The settings of the journal writer.
 *
 * @param queueLimit how many commands may wait for the writer; past it they are refused
 * @param batchSize how many commands share a commit at most
 * @param batchBytes how large a batch may grow, in bytes of what is stored; one command may be larger
 * @param lockTimeout how long a save waits for the journal, which another node or transaction has locked
 * @param idleTimeout PostgreSQL: how long a node that has the journal row may be silent before the database takes it back
 * @param forceDisk H2: whether each commit is forced to the disk, so that a power loss takes nothing back
 */
public record JournalSettings(
        int queueLimit, int batchSize, int batchBytes, Duration lockTimeout, Duration idleTimeout, boolean forceDisk) {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the setting that is out of range
     */
    public JournalSettings {
        Settings.positive("cqrs.journal.queue-limit", queueLimit);
        Settings.positive("cqrs.journal.batch-size", batchSize);
        Settings.positive("cqrs.journal.batch-bytes", batchBytes);
        Settings.positive("cqrs.journal.lock-timeout", lockTimeout.toMillis());
        Settings.positive("cqrs.journal.idle-timeout", idleTimeout.toMillis());
    }
}
