package ee.cqrs.subscription;

import java.sql.SQLException;

import ee.cqrs.store.Blame;
import ee.cqrs.store.StoreException;
import ee.cqrs.store.StoreException.Fault;

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
                return Blame.of(sql) == Fault.DATA ? SUBSCRIBER : DATABASE;
            }
            if (cause instanceof VirtualMachineError && !(cause instanceof StackOverflowError)) {
                return DATABASE;
            }
        }
        return SUBSCRIBER;
    }
}
