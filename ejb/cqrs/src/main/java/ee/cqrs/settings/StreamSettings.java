package ee.cqrs.settings;

import java.time.Duration;

/**
 * The settings of the streams of events to clients.
 *
 * @param maxClients how many there may be at once; past it they are refused
 * @param heartbeat after so long without an event a client is shown that its stream lives
 * @param patience a client that takes nothing of what waits for it for so long is cut off
 * @param readers how many threads, each with a connection of the pool, read the past for clients who are behind
 */
public record StreamSettings(int maxClients, Duration heartbeat, Duration patience, int readers) {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the setting that is out of range
     */
    public StreamSettings {
        Settings.positive("cqrs.stream.max-clients", maxClients);
        Settings.positive("cqrs.stream.heartbeat", heartbeat.toMillis());
        Settings.positive("cqrs.stream.patience", patience.toMillis());
        Settings.positive("cqrs.stream.readers", readers);
    }
}
