package ee.cqrs.subscription;

import java.sql.SQLException;
import java.util.Set;

import ee.cqrs.store.StoreException;

/** Whose fault it is that events were not handled. */
enum Trouble {
    /** Another node has the partition, or somebody changed a parked stream: look again. */
    FENCED,
    /** The database is away, short of something, or others were in the way: the same works later. */
    DATABASE,
    /** Something else that the subscriber needs is away: the same works later. */
    UNAVAILABLE,
    /** The subscriber cannot handle the events. */
    SUBSCRIBER;

    /** Classes of SQLState that the statement or its data is to blame for. */
    private static final Set<String> STATEMENT =
            Set.of("02", "07", "0A", "20", "21", "22", "23", "2F", "38", "42", "44", "P0");

    /** What H2 says, in a class that it shares with mistakes, when its file is closed, gone or full, or another was faster. */
    private static final Set<String> H2_AWAY =
            Set.of("90007", "90020", "90028", "90031", "90067", "90098", "90108", "90121", "90131");

    private static final String H2_OWN = "90";

    static Trouble of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FencedException) {
                return FENCED;
            }
            if (cause instanceof UnavailableException) {
                return UNAVAILABLE;
            }
            if (cause instanceof StoreException store) {
                return store.dataAtFault() ? SUBSCRIBER : DATABASE;
            }
            if (cause instanceof SQLException sql) {
                return ofState(sql.getSQLState());
            }
            if (cause instanceof VirtualMachineError && !(cause instanceof StackOverflowError)) {
                return DATABASE;
            }
        }
        return SUBSCRIBER;
    }

    /** Without a state there was no connection to be had. */
    private static Trouble ofState(String state) {
        if (state == null || state.length() < 2) {
            return DATABASE;
        }
        if (state.startsWith(H2_OWN)) {
            return H2_AWAY.contains(state) ? DATABASE : SUBSCRIBER;
        }
        return STATEMENT.contains(state.substring(0, 2)) ? SUBSCRIBER : DATABASE;
    }
}
