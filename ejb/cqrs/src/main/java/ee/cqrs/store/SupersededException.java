package ee.cqrs.store;

/** An append was not tried: something that it rests on was not saved. Its command is to be attempted again. */
public final class SupersededException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A signal, without stack trace: there can be many at once. */
    public SupersededException() {
        super("What this append rests on was not saved", null, false, false);
    }
}
