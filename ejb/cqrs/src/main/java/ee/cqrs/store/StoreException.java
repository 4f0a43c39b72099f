package ee.cqrs.store;

import java.sql.SQLException;

import jakarta.ejb.ApplicationException;

/** The database failed before the commit began: it is certain that nothing was saved. */
@ApplicationException(rollback = true)
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Fault fault;

    /**
     * Says what went wrong.
     *
     * @param fault what went wrong
     * @param cause the failure below
     */
    public StoreException(Fault fault, Throwable cause) {
        super(fault.message, cause);
        this.fault = fault;
    }

    /** Finds out from the SQLState what went wrong. */
    StoreException(Throwable cause) {
        this(Fault.of(sqlState(cause)), cause);
    }

    /**
     * What went wrong.
     *
     * @return never null
     */
    public Fault fault() {
        return fault;
    }

    /**
     * Whether trying again is of no use.
     *
     * @return true if the data was refused, false if the database failed
     */
    public boolean dataAtFault() {
        return fault == Fault.DATA;
    }

    /**
     * What a failure comes from, for a log line: what drivers and containers put around it says nothing.
     *
     * @param failure the failure
     * @return the last of its causes, or itself
     */
    public static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** The SQLState below a failure; empty if there is none. */
    static String sqlState(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }

    /** What can go wrong. */
    public enum Fault {
        /**
         * Classes 22 and 23, of a projection all that {@link Blame} does not count as the database's: the data is at fault;
         * sending it again does not help.
         */
        DATA("The database refused the data"),
        /** Class 40: of several writers in each other's way the database ended this one. */
        RIVALRY("Several writers were in each other's way"),
        /** The transaction has ended, or can only be rolled back. */
        UNDONE("The transaction is undone"),
        /** The time-out of a lock. */
        LOCK("Another writer holds the journal"),
        /** The other nodes took this one for dead, or it has not joined them yet. */
        MEMBERSHIP("This node is joining the others"),
        /** The projections that this node writes are not those that all nodes have to. */
        PROJECTIONS("Which projections are inline has changed"),
        /** It takes too long to answer. */
        SILENCE("The database does not answer"),
        /** Class 53: a full disk, too little memory, too many connections. */
        RESOURCES("The database is short of resources"),
        /** There is no room left beside the file of an embedded database. */
        DISK("The disk of the database is full"),
        /** It takes no writes. */
        READ_ONLY("The database is read-only"),
        /** Every append would meet it: no position can be given out twice, and none is left out. */
        FOREIGN_EVENT(
                "The log has an event beyond its head, which no server has written; GET /cqrs/api/verify names it"),
        /** Anything else. */
        DATABASE("The database is away");

        private static final String LOCK_NOT_AVAILABLE = "55P03"; // PostgreSQL
        private static final String READ_ONLY_TRANSACTION = "25006"; // PostgreSQL
        private static final String TIMEOUT_EXPIRED = "HYT00"; // H2

        private final String message;

        Fault(String message) {
            this.message = message;
        }

        static Fault of(String sqlState) {
            if (sqlState.startsWith("22") || sqlState.startsWith("23")) {
                return DATA;
            }
            if (sqlState.startsWith("40")) {
                return RIVALRY;
            }
            if (sqlState.startsWith("53")) {
                return RESOURCES;
            }
            if (sqlState.equals(READ_ONLY_TRANSACTION)) {
                return READ_ONLY;
            }
            return sqlState.equals(LOCK_NOT_AVAILABLE) || sqlState.equals(TIMEOUT_EXPIRED) ? LOCK : DATABASE;
        }
    }
}
