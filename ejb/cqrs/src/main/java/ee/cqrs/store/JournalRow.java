package ee.cqrs.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row whose lock puts all commits in one order. */
@Entity
@Table(name = "journal")
class JournalRow {

    static final short ONLY = 1;

    @Id
    private short id;

    private long head;

    private long epoch;

    protected JournalRow() {}

    long head() {
        return head;
    }

    /** Moves when a node leaves or is taken for dead. */
    long epoch() {
        return epoch;
    }
}
