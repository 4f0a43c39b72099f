package ee.cqrs.store;

import java.time.Duration;
import java.util.Optional;

/** Whether the journal can be written, as its writer last found it. */
final class Pulse {

    /** A save that takes so long is a trouble of its own. */
    private static final long LONG = Duration.ofSeconds(5).toNanos();

    /**
     * A save that fails is believed for so long, whatever a probe says: on a full disk there is room for less than a
     * save needs.
     */
    private static final long BELIEVED = Duration.ofSeconds(5).toNanos();

    private static final long BETWEEN_PROBES = Duration.ofSeconds(1).toNanos();

    /** Nobody has saved anything for so long: it might not work any more. */
    private static final long IDLE = Duration.ofSeconds(5).toNanos();

    private volatile boolean busy;
    private volatile long since;
    private volatile String failure;
    private long savedAt = System.nanoTime(); // these three are the writer's
    private long failedAt = savedAt - BELIEVED;
    private long probedAt = savedAt;

    /** The writer turns to the database. */
    void begins() {
        since = System.nanoTime();
        busy = true;
    }

    /** The writer has an answer, good or bad. */
    void ends() {
        busy = false;
    }

    void saved() {
        since = System.nanoTime();
        savedAt = since;
        failure = null;
    }

    void failed(RuntimeException e) {
        failedAt = System.nanoTime();
        failure = e.getMessage();
    }

    /** Whether it is time to find out if a trouble has passed, or has come. */
    boolean wantsProbe() {
        long now = System.nanoTime();
        return failure == null
                ? now - savedAt >= IDLE && now - probedAt >= IDLE
                : now - failedAt >= BETWEEN_PROBES && now - probedAt >= BETWEEN_PROBES;
    }

    void probed() {
        probedAt = System.nanoTime();
        if (failure != null && probedAt - failedAt >= BELIEVED) {
            failure = null;
        }
    }

    void probeFailed(RuntimeException e) {
        probedAt = System.nanoTime();
        failure = e.getMessage();
    }

    /** What keeps the writer from saving; empty if nothing does. */
    Optional<String> trouble() {
        if (busy && System.nanoTime() - since > LONG) {
            return Optional.of("The journal writer waits for the database");
        }
        return Optional.ofNullable(failure);
    }
}
