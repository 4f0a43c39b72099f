package ee.cqrs.projection;

/** A projection class breaks the contract. */
public final class InvalidProjectionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidProjectionException(Class<?> projection, String fault, String remedy) {
        super("%s %s. %s".formatted(projection.getName(), fault, remedy));
    }
}
