package ee.cqrs.web.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.CommandOutcome;
import ee.cqrs.command.Problem;
import ee.cqrs.command.ProblemDocument;

/** Answers with a problem. */
public final class ProblemResponse {

    /** The media type of a problem document. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private ProblemResponse() {}

    /**
     * Answers a command that the business rules refuse.
     *
     * @param rejected the outcome
     * @return 422
     */
    public static Response of(CommandOutcome.Rejected rejected) {
        return builder(Problem.rejected(rejected), rejected.commandId()).build();
    }

    /**
     * Answers a command that was not attempted to an end.
     *
     * @param failure what was thrown
     * @return the status of its problem
     */
    public static Response of(CommandException failure) {
        return builder(failure.problem(), failure.commandId()).build();
    }

    /**
     * Answers any other problem.
     *
     * @param problem what went wrong
     * @return its status
     */
    public static Response of(Problem problem) {
        return builder(problem, null).build();
    }

    static Response.ResponseBuilder builder(Problem problem, String commandId) {
        Response.ResponseBuilder response = Response.status(problem.kind().status())
                .type(MEDIA_TYPE)
                .entity(ProblemDocument.of(problem, commandId));
        if (problem.retryAfterSeconds() != null) {
            response.header(HttpHeaders.RETRY_AFTER, problem.retryAfterSeconds());
        }
        return response;
    }
}
