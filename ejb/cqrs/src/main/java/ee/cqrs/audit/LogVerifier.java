package ee.cqrs.audit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.store.LogPart;
import ee.cqrs.store.ReadableHead;
import ee.cqrs.store.StoredLog;
import org.jboss.logging.Logger;

/**
 * Verifies the log of this server. More than one stream is read by one at a time, for it keeps the database busy, and single
 * streams by a few: each holds a page of events in memory.
 */
@Singleton
public class LogVerifier {

    /** So many single streams are verified at once. */
    static final int STREAMS = 4;

    private static final Logger LOG = Logger.getLogger(LogVerifier.class);

    private final StoredLog log;
    private final ReadableHead head;
    private final Semaphore turn = new Semaphore(1);
    private final Semaphore streams = new Semaphore(STREAMS);

    /**
     * Injected.
     *
     * @param log what is verified
     * @param head how far it may be read
     */
    @Inject
    public LogVerifier(StoredLog log, ReadableHead head) {
        this.log = log;
        this.head = head;
    }

    /**
     * Prepares a verification.
     *
     * @param part what to verify
     * @return not run yet
     */
    public Verification prepare(LogPart part) {
        return Verification.of(log, head::position, part, Map.of());
    }

    private Semaphore turn(LogPart part) {
        return part.isStream() ? streams : turn;
    }

    /**
     * Whether others run that this one would have to wait for.
     *
     * @param part what to verify
     * @return true if {@link #run} would refuse
     */
    public boolean isBusy(LogPart part) {
        return turn(part).availablePermits() == 0;
    }

    /**
     * Runs a verification, and logs if something is broken.
     *
     * @param verification what to verify
     * @param listener is told how far it is
     * @return what was found; empty if others run
     */
    public Optional<Verdict> run(Verification verification, Progress.Listener listener) {
        Semaphore permits = turn(verification.part());
        if (!permits.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(runNow(verification, listener));
        } finally {
            permits.release();
        }
    }

    private static Verdict runNow(Verification verification, Progress.Listener listener) {
        Verdict verdict = verification.run(listener);
        for (Finding finding : verdict.findings()) {
            LOG.errorf("Verification of %s: %s", verification.part(), finding);
        }
        return verdict;
    }
}
