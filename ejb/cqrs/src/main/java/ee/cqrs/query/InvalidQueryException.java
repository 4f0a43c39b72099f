package ee.cqrs.query;

import java.lang.reflect.Method;

/** A query method breaks the contract. */
public final class InvalidQueryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidQueryException(Method method, String fault, String remedy) {
        super("%s.%s %s. %s".formatted(method.getDeclaringClass().getName(), method.getName(), fault, remedy));
    }
}
