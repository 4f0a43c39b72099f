package ee.cqrs.store;

/** An append was not tried: its command was saved before. What became of it then is to be looked up. */
public final class SavedBeforeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A signal, without stack trace. */
    public SavedBeforeException() {
        super("The command was saved before", null, false, false);
    }
}
