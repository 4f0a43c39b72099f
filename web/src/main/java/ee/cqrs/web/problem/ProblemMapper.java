package ee.cqrs.web.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.Failures;
import ee.cqrs.command.Problem;

/**
 * Answers whatever is thrown below the resources. What the gateway or a reader throws is a problem already; what JAX-RS
 * throws has a status; all else is a failure, which is logged once.
 */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

    @Context
    private Request request;

    @Context
    private UriInfo uri;

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof CommandException known) {
            return ProblemResponse.of(known);
        }
        if (failure instanceof WebApplicationException web) {
            return ofJaxRs(web.getResponse());
        }
        RuntimeException unknown =
                failure instanceof RuntimeException runtime ? runtime : new IllegalStateException(failure);
        return ProblemResponse.of(Failures.translate(
                request.getMethod() + " " + uri.getRequestUri().getRawPath(), unknown));
    }

    private static Response ofJaxRs(Response response) {
        if (response.getStatus() < 400) {
            return response; // OPTIONS is answered by an exception
        }
        Problem problem = HttpProblems.of(response.getStatus());
        String allow = response.getHeaderString(HttpHeaders.ALLOW);
        return ProblemResponse.builder(problem, null)
                .header(HttpHeaders.ALLOW, allow)
                .build();
    }
}
