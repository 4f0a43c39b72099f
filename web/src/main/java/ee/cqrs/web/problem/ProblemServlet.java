package ee.cqrs.web.problem;

import java.io.IOException;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import ee.cqrs.command.Failures;
import ee.cqrs.command.Problem;

import static jakarta.servlet.http.HttpServletResponse.SC_NOT_FOUND;

/** The error page of the whole context: what fails outside the resources is a problem document too. */
@WebServlet("/problem")
public class ProblemServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient ProblemWriter problems;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Problem problem = problemOf(request);
        if (problem.kind() == Problem.Kind.METHOD_NOT_ALLOWED && !response.containsHeader("Allow")) {
            response.setHeader("Allow", "GET, HEAD, OPTIONS"); // a static page
        }
        problems.write(problem, response);
    }

    private static Problem problemOf(HttpServletRequest request) {
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            return HttpProblems.of(SC_NOT_FOUND); // somebody asks for this path itself
        }
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof RuntimeException failure) {
            return Failures.translate((String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI), failure);
        }
        return HttpProblems.of((Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE));
    }
}
