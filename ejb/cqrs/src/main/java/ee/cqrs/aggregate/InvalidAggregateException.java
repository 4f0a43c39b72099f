package ee.cqrs.aggregate;

/** An aggregate class breaks the contract of the behaviour; its application does not start. */
public final class InvalidAggregateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Names the fault.
     *
     * @param where the class, and the method or component if there is one
     * @param fault what is wrong
     * @param remedy what to do
     */
    public InvalidAggregateException(String where, String fault, String remedy) {
        super(where + ": " + fault + ". " + remedy + ".");
    }
}
