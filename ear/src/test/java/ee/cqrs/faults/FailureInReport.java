package ee.cqrs.faults;

import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Says in the report what ended a scenario: {@link Scenario#close} knows only that it did not come to its end. */
final class FailureInReport implements TestExecutionExceptionHandler {

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        Stream.of(failure.getSuppressed())
                .filter(ScenarioFailure.class::isInstance)
                .map(ScenarioFailure.class::cast)
                .forEach(scenario -> scenario.causedBy(failure));
        throw failure;
    }
}
