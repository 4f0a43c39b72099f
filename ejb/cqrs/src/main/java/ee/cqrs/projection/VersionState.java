package ee.cqrs.projection;

/** What a version of a projection is there for. */
public enum VersionState {
    /** It answers queries. */
    LIVE,
    /** It reads the log beside the live one, and takes over when it has caught up. */
    BUILDING,
    /** It is stopped where it stands, until it is resumed. */
    STOPPED,
    /** It is not wanted, and nothing of it is left. */
    CANCELLED,
    /** A later one has taken over; it is dropped when every node has had time to see that. */
    REPLACED,
    /** A later one has taken over, and nothing of it is left. */
    DROPPED
}
