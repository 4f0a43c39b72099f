package ee.cqrs.faults.crash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.awaitility.Awaitility;

/** A crash point in a running server. */
public final class Armed {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final CrashPoint point;
    private final Path reached;

    Armed(CrashPoint point, Path reached) {
        this.point = point;
        this.reached = reached;
    }

    /** Waits until a thread of the server is held there. */
    public void awaitReached() {
        Awaitility.await("the crash point \"%s\" is reached".formatted(point))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(this::isReached);
    }

    public boolean isReached() {
        return Files.exists(reached);
    }

    @Override
    public String toString() {
        return point.toString();
    }
}
