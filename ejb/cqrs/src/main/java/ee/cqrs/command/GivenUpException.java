package ee.cqrs.command;

import java.time.Duration;

/** The rules came back after their time was over. What they decided counts no more. */
final class GivenUpException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GivenUpException(RunningAttempt attempt, Duration limit) {
        super("%s took longer than %s over the command; it was given up, and nothing of it is saved"
                .formatted(attempt.aggregate(), limit));
    }
}
