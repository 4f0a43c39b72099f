package ee.cqrs.web.problem;

import java.io.IOException;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletResponse;

import ee.cqrs.command.Problem;
import ee.cqrs.command.ProblemDocument;
import ee.cqrs.json.Json;
import ee.cqrs.web.JsonLines;

/** Answers with a problem where there is no JAX-RS. */
@Singleton
class ProblemWriter {

    private final Json json;

    @Inject
    ProblemWriter(Json json) {
        this.json = json;
    }

    void write(Problem problem, HttpServletResponse response) throws IOException {
        write(problem, null, response);
    }

    void write(Problem problem, String commandId, HttpServletResponse response) throws IOException {
        response.setStatus(problem.kind().status());
        response.setContentType(ProblemResponse.MEDIA_TYPE);
        if (problem.retryAfterSeconds() != null) {
            response.setIntHeader("Retry-After", problem.retryAfterSeconds());
        }
        response.getOutputStream().write(json.mapper().writeValueAsBytes(ProblemDocument.of(problem, commandId)));
    }

    /** As the last line of an answer that has begun. */
    void writeLine(Problem problem, HttpServletResponse response) throws IOException {
        JsonLines lines = new JsonLines(json, response.getOutputStream());
        lines.write(ProblemDocument.of(problem, null));
        lines.flush();
    }
}
