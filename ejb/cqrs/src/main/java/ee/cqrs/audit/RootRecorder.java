package ee.cqrs.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.settings.Settings;
import ee.cqrs.store.PlacedHash;
import ee.cqrs.store.ReadableHead;
import ee.cqrs.store.RootHash;
import ee.cqrs.store.RootHashes;
import ee.cqrs.store.StoreException;
import ee.cqrs.store.StoredLog;
import org.jboss.logging.Logger;

/**
 * Records the root hash of the log from time to time, in the store and in the log of the server. It goes on from the last
 * one, and does not read more at once than a limit: a long log without any gets several.
 */
@Singleton
public class RootRecorder {

    private static final Logger LOG = Logger.getLogger(RootRecorder.class);
    private static final int PAGE = 1_000;
    private static final int MOST = 1_000_000;

    private final StoredLog log;
    private final RootHashes roots;
    private final ReadableHead head;
    private final Clock clock;
    private final Duration interval;
    private final int most;
    private String complaint; // what was found last, and reported

    /**
     * Injected.
     *
     * @param log the events
     * @param roots where root hashes are recorded
     * @param head how far the log may be read
     * @param clock the time
     * @param settings how often
     */
    @Inject
    public RootRecorder(StoredLog log, RootHashes roots, ReadableHead head, Clock clock, Settings settings) {
        this(log, roots, head, clock, settings.rootInterval(), MOST);
    }

    RootRecorder(StoredLog log, RootHashes roots, ReadableHead head, Clock clock, Duration interval, int most) {
        this.log = log;
        this.roots = roots;
        this.head = head;
        this.clock = clock;
        this.interval = interval;
        this.most = most;
    }

    /**
     * Records a root hash if the last one is older than the interval, or does not reach to where the log was then. What
     * keeps it from that is logged once, until it has passed.
     */
    public synchronized void recordIfDue() {
        Optional<String> found;
        try {
            found = record();
        } catch (StoreException e) {
            found = Optional.of("No root hash of the log can be recorded: " + e.getMessage());
        }
        found.filter(text -> !text.equals(complaint)).ifPresent(LOG::error);
        complaint = found.orElse(null);
    }

    /** Returns what is wrong. */
    private Optional<String> record() {
        Optional<RootHash> last = log.lastRoot();
        Instant now = clock.instant();
        boolean due = last.map(root -> isDue(root.recordedAt(), now)).orElse(true);
        long from = last.map(RootHash::position).orElse(0L);
        long until = head.position();
        if (until < from) {
            return Optional.of("The log ends at position %d and had a root hash at %d: positions %d to %d were cut off"
                    .formatted(until, from, until + 1, from));
        }
        return until > from && (due || until - from >= most)
                ? record(last, Math.min(until, from + most), now)
                : Optional.empty();
    }

    /** A root hash from the future is from before the clock was put back. */
    private boolean isDue(Instant recordedAt, Instant now) {
        return recordedAt.isAfter(now) || !recordedAt.plus(interval).isAfter(now);
    }

    private Optional<String> record(Optional<RootHash> last, long until, Instant now) {
        String hash = last.map(RootHash::hash).orElse(null);
        long position = last.map(RootHash::position).orElse(0L);
        while (position < until) {
            List<PlacedHash> page = log.hashes(position, until, PAGE);
            for (PlacedHash event : page) {
                if (event.position() != position + 1) {
                    break;
                }
                position++;
                hash = RootHash.add(hash, position, event.hash());
            }
            if (page.isEmpty() || position < page.get(page.size() - 1).position()) {
                return Optional.of(
                        "There is no event at position %d: no root hash is recorded; GET /cqrs/api/verify tells more"
                                .formatted(position + 1));
            }
        }
        if (roots.record(new RootHash(position, hash, now))) {
            LOG.infof("The root hash of the log at position %d is %s", position, hash);
        }
        return Optional.empty();
    }
}
