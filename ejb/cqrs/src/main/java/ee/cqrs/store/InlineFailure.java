package ee.cqrs.store;

import java.sql.SQLException;

import jakarta.persistence.OptimisticLockException;

import ee.cqrs.store.StoreException.Fault;

/** Whose fault it is that an inline read model could not be written. */
final class InlineFailure {

    private InlineFailure() {}

    /**
     * What the journal writer makes of a failure.
     *
     * @return the failure itself if it says which command is at fault; with {@link Fault#DATA} one of them is
     */
    static RuntimeException of(RuntimeException failure) {
        Fault fault = faultOf(failure);
        if (fault != Fault.DATA) {
            return new StoreException(fault, failure);
        }
        return failure instanceof ProjectionFailureException ? failure : new StoreException(fault, failure);
    }

    private static Fault faultOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Blame.of(sql);
            }
            if (cause instanceof OptimisticLockException) {
                return Fault.RIVALRY;
            }
        }
        return Fault.DATA;
    }
}
