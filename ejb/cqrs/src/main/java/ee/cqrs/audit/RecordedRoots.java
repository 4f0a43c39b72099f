package ee.cqrs.audit;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import ee.cqrs.store.RootHash;
import ee.cqrs.store.StoredLog;

/** The root hashes that were recorded, by rising positions: those of the table, read page by page, and those of a witness. */
final class RecordedRoots {

    private static final int PAGE = 1_000;

    private final StoredLog log;
    private final Map<Long, String> witnessed;
    private Iterator<RootHash> page = List.<RootHash>of().iterator();
    private RootHash present;
    private long after = Long.MIN_VALUE;
    private boolean atEnd;

    RecordedRoots(StoredLog log, Map<Long, String> witnessed) {
        this.log = log;
        this.witnessed = witnessed;
    }

    /** Those at a position; it must not go back. */
    List<String> at(long position) {
        List<String> found = new ArrayList<>(1);
        if (witnessed.containsKey(position)) {
            found.add(witnessed.get(position));
        }
        while (!atEnd && (present == null || present.position() < position)) {
            advance();
        }
        if (!atEnd && present.position() == position) {
            found.add(present.hash());
        }
        return found;
    }

    private void advance() {
        if (!page.hasNext()) {
            page = log.roots(after, PAGE).iterator();
        }
        atEnd = !page.hasNext();
        if (!atEnd) {
            present = page.next();
            after = present.position();
        }
    }
}
