package ee.cqrs.accounts;

/** The life of an account. */
public enum AccountStatus {
    /** Nobody has opened it. */
    NEW,
    /** In use. */
    OPEN,
    /** No money moves until it is unfrozen. */
    FROZEN,
    /** For good. */
    CLOSED
}
