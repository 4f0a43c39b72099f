package ee.cqrs.store;

import jakarta.ejb.ApplicationException;

/** The database failed before the commit began: it is certain that nothing was saved. */
@ApplicationException(rollback = true)
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean dataAtFault;

    /**
     * Says who is at fault.
     *
     * @param dataAtFault whether the data was refused
     * @param cause the failure below
     */
    public StoreException(boolean dataAtFault, Throwable cause) {
        super(dataAtFault ? "The database refused the data" : "The database is away", cause);
        this.dataAtFault = dataAtFault;
    }

    /**
     * Whether trying again is of no use.
     *
     * @return true if the data was refused, false if the database failed
     */
    public boolean dataAtFault() {
        return dataAtFault;
    }
}
