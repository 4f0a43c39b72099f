package ee.cqrs.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import ee.cqrs.store.PlacedHash;
import ee.cqrs.store.RootHash;
import ee.cqrs.store.StoredLog;

/** Checks the order of the whole log: positions from 1 to the head without gaps, and the root hashes on the way. */
final class LogCheck {

    private static final int PAGE = 1_000;

    private final StoredLog log;
    private final long head;
    private final RecordedRoots recorded;
    private long next = 1;
    private String root;
    private long proven;
    private Finding misplaced;
    private Finding rootFault;

    LogCheck(StoredLog log, long head, Map<Long, String> witnessed) {
        this.log = log;
        this.head = head;
        recorded = new RecordedRoots(log, witnessed);
    }

    void run(Meter meter) {
        long after = Long.MIN_VALUE;
        List<PlacedHash> page;
        do {
            page = log.hashes(after, head, PAGE);
            // the last of the page before comes again, and with it another that lies at its position
            for (PlacedHash event : page.subList(Math.min(next > 1 ? 1 : 0, page.size()), page.size())) {
                if (event.position() != next) {
                    misplaced = wrongPlace(event);
                    return;
                }
                root = RootHash.add(root, next, event.hash());
                compare();
                next++;
                after = event.position() - 1;
                meter.count();
            }
        } while (page.size() == PAGE);
        misplaced = end().orElse(null);
    }

    /** The event that is not where it should be, or is not there. */
    Optional<Finding> misplaced() {
        return Optional.ofNullable(misplaced);
    }

    /** The first root hash that differs. */
    Optional<Finding> rootFault() {
        return Optional.ofNullable(rootFault);
    }

    /** The root hash of the whole log; null if it has none. */
    String root() {
        return misplaced == null ? root : null;
    }

    private Finding wrongPlace(PlacedHash event) {
        return event.position() < next
                ? Finding.of(
                        Fault.OUT_OF_ORDER,
                        event,
                        event.position() < 1
                                ? "positions start at 1"
                                : "another event lies at position %d, too".formatted(event.position()))
                : missing(event.position() - 1, "; the next one is " + event.position());
    }

    private Optional<Finding> end() {
        return next <= head
                ? Optional.of(missing(head, ", and the journal says that they were given out"))
                : log.beyondHead().filter(event -> event.position() > head).map(Finding::beyondHead);
    }

    private Finding missing(long to, String more) {
        String which = next == to
                ? "there is no event at position %d".formatted(next)
                : "there are no events at positions %d to %d".formatted(next, to);
        return Finding.of(Fault.MISSING, next, which + more);
    }

    private void compare() {
        if (rootFault != null) {
            return;
        }
        for (String expected : recorded.at(next)) {
            if (!expected.equals(root)) {
                rootFault = Finding.of(
                        Fault.ROOT_DIFFERS,
                        next,
                        "the root hash here is %s and was %s when it was recorded: something was changed at positions %d to %d"
                                .formatted(root, expected, proven + 1, next));
                return;
            }
            proven = next;
        }
    }
}
