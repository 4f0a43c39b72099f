package ee.cqrs.faults.database;

/** When a connection breaks in a commit. */
enum Cut {
    /** The database does not hear of it, and rolls back. */
    BEFORE_COMMIT,
    /** The database has committed, and the client does not hear of it. */
    AFTER_COMMIT
}
