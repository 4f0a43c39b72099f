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

/** Verifies the log of this server. More than one stream is read by one at a time: it keeps the database busy. */
@Singleton
public class LogVerifier {

    private static final Logger LOG = Logger.getLogger(LogVerifier.class);

    private final StoredLog log;
    private final ReadableHead head;
    private final Semaphore turn = new Semaphore(1);

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

    /**
     * Whether another one runs that this one would have to wait for.
     *
     * @param part what to verify
     * @return true if {@link #run} would refuse
     */
    public boolean isBusy(LogPart part) {
        return !part.isStream() && turn.availablePermits() == 0;
    }

    /**
     * Runs a verification, and logs if something is broken.
     *
     * @param verification what to verify
     * @param listener is told how far it is
     * @return what was found; empty if another one runs
     */
    public Optional<Verdict> run(Verification verification, Progress.Listener listener) {
        if (verification.part().isStream()) {
            return Optional.of(runNow(verification, listener));
        }
        if (!turn.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(runNow(verification, listener));
        } finally {
            turn.release();
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
