package ee.cqrs.subscription;

/** The partition belongs to another node by now, or a parked stream was changed by somebody: nothing of this transaction counts. */
final class FencedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FencedException(String message) {
        super(message);
    }
}
