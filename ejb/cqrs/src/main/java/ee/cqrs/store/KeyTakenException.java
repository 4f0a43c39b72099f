package ee.cqrs.store;

/** An append was not tried: another aggregate has a natural key that it wants. */
public final class KeyTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String name;

    /** A signal, without stack trace. */
    KeyTakenException(ReservedKey key) {
        super("Another %s has the %s %s".formatted(key.type(), key.name(), key.value()), null, false, false);
        name = key.name();
    }

    /**
     * The stable code of the rejection.
     *
     * @return the name of the key, and {@code -taken}
     */
    public String code() {
        return name + "-taken";
    }
}
