package ee.cqrs.audit;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** What can be wrong with a log. */
public enum Fault {
    /** The payload or meta of an event does not match its hash. */
    ALTERED,
    /** An event is not there. */
    MISSING,
    /** An event does not continue the one before it: it was inserted, or that one replaced. */
    UNLINKED,
    /** An event lies where it cannot have been written. */
    OUT_OF_ORDER,
    /** The log has another root hash than was recorded. */
    ROOT_DIFFERS,
    /** The log ends before a recorded root hash. */
    CUT_OFF,
    /** A snapshot does not match its checksum. */
    SNAPSHOT_ALTERED;

    /**
     * The fault in a few words.
     *
     * @return lower case, with hyphens
     */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
