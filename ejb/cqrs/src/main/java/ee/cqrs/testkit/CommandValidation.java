package ee.cqrs.testkit;

import java.util.Set;
import java.util.TreeSet;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.NoProviderFoundException;
import jakarta.validation.Validation;
import jakarta.validation.Validator;

/** Bean Validation, if the class path has a provider. */
final class CommandValidation {

    private static final Validator VALIDATOR = find();

    private CommandValidation() {}

    /** The violations of a command, each as {@code field: message}. */
    static Set<String> violations(Record command) {
        Set<String> found = new TreeSet<>();
        if (VALIDATOR != null) {
            for (ConstraintViolation<Record> violation : VALIDATOR.validate(command)) {
                found.add(violation.getPropertyPath() + ": " + violation.getMessage());
            }
        }
        return found;
    }

    /** Null if there is none. */
    static Validator validator() {
        return VALIDATOR;
    }

    static void require() {
        if (VALIDATOR == null) {
            throw new IllegalStateException("expectInvalid needs a Bean Validation provider on the test class path");
        }
    }

    @SuppressWarnings("resource") // lives as long as the tests
    private static Validator find() {
        try {
            return Validation.buildDefaultValidatorFactory().getValidator();
        } catch (NoProviderFoundException e) {
            return null;
        }
    }
}
