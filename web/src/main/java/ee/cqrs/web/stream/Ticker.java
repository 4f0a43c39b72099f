package ee.cqrs.web.stream;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;

import ee.cqrs.settings.StreamSettings;

/** Looks after clients to whom nothing was written for long, and after the thread that reads for them. */
final class Ticker extends Rounds {

    private static final long TICK = Duration.ofMillis(250).toNanos();

    private final Clients clients;
    private final Rounds reader;
    private final long heartbeat;
    private final long patience;

    Ticker(ThreadFactory threads, Clients clients, Rounds reader, StreamSettings settings) {
        super(threads, "stream-ticker");
        this.clients = clients;
        this.reader = reader;
        heartbeat = settings.heartbeat().toNanos();
        patience = settings.patience().toNanos();
    }

    @Override
    long round() {
        if (clients.isEmpty()) {
            return Long.MAX_VALUE;
        }
        reader.start();
        clients.all(client -> client.tick(heartbeat, patience));
        return TICK;
    }
}
