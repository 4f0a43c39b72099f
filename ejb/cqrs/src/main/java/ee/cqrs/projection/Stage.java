package ee.cqrs.projection;

/** What was decided about a version of a projection. */
enum Stage {
    /** It reads the log. */
    RUNNING,
    /** An operator has stopped it where it stands. */
    STOPPED,
    /** An operator does not want it; it has no place in the log. */
    CANCELLED,
    /** Another version has replaced it; it has no place in the log. */
    DROPPED
}
