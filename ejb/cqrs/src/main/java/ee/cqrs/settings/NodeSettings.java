package ee.cqrs.settings;

import java.time.Duration;

/**
 * The settings of nodes that share a store; to be the same on all of them.
 *
 * @param heartbeat how often a node shows the others that it lives, and looks for them
 * @param lease how long after that it may rely on being alone; a node that joins waits for so long
 * @param expiry a node that has been silent for so long is taken for dead
 */
public record NodeSettings(Duration heartbeat, Duration lease, Duration expiry) {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the setting that is out of range
     */
    public NodeSettings {
        Settings.positive("cqrs.node.heartbeat", heartbeat.toMillis());
        atLeast("cqrs.node.lease", lease, "cqrs.node.heartbeat", heartbeat);
        atLeast("cqrs.node.expiry", expiry, "cqrs.node.lease", lease);
    }

    private static void atLeast(String name, Duration value, String otherName, Duration other) {
        if (value.compareTo(other) < 0) {
            throw new IllegalArgumentException("The setting %s must be at least %s, which is %s, but is %s"
                    .formatted(name, otherName, other, value));
        }
    }
}
