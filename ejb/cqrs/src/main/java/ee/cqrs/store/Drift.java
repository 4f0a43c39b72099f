package ee.cqrs.store;

import java.time.Instant;
import java.util.UUID;

import ee.cqrs.aggregate.AggregateId;

/**
 * A state that is not what its events say.
 *
 * @param aggregate whose
 * @param firstIndex the first index at which it is known to differ
 * @param snapshot the uuid of the snapshot that differs and must not be used; null if none does
 * @param foundAt when it was found
 * @param difference what differs, for a person
 */
public record Drift(AggregateId aggregate, long firstIndex, UUID snapshot, Instant foundAt, String difference) {

    private static final int MOST = 1_000;

    /** Keeps what the table can hold; PostgreSQL has no text with NUL. */
    public Drift {
        difference = difference.replace('\0', ' ');
        difference = difference.length() > MOST ? difference.substring(0, MOST) : difference;
    }

    /**
     * What differs, and from where on.
     *
     * @return for a person who knows whose
     */
    public String words() {
        return "from index %d on: %s".formatted(firstIndex, difference);
    }
}
