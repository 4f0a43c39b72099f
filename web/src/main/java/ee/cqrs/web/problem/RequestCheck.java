package ee.cqrs.web.problem;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import ee.cqrs.command.Problem;

/**
 * Refuses what the JAX-RS implementation would misread or answer with a stack trace in the log. Above all a bare
 * semicolon in the path: what follows it would be a matrix parameter, so that a command for the aggregate {@code a;b}
 * would go to the aggregate {@code a}.
 */
@WebFilter(urlPatterns = "/api/*", asyncSupported = true)
public class RequestCheck extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String NAME = "[\\w!#$&^.+*-]+";
    private static final Predicate<String> MEDIA_TYPE =
            Pattern.compile("\\s*%s/%s\\s*(;.*)?".formatted(NAME, NAME)).asMatchPredicate();
    private static final Pattern COMMA = Pattern.compile(",");

    @Inject
    private transient ProblemWriter problems;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Problem problem = problemOf(request);
        if (problem == null) {
            chain.doFilter(request, response);
        } else {
            problems.write(problem, response);
        }
    }

    static Problem problemOf(HttpServletRequest request) {
        if (request.getRequestURI().indexOf(';') >= 0) {
            return Problem.malformed("path", "a semicolon is written %3B");
        }
        if (!PercentEncoding.isUtf8(request.getRequestURI())) {
            return Problem.malformed("path", "what is percent-encoded must be UTF-8");
        }
        if (request.getQueryString() != null && !PercentEncoding.isUtf8(request.getQueryString())) {
            return Problem.malformed("query", "what is percent-encoded must be UTF-8");
        }
        for (String header : List.of("Content-Type", "Accept")) {
            if (!Collections.list(request.getHeaders(header)).stream().allMatch(RequestCheck::areMediaTypes)) {
                return Problem.malformed(header, "is no media type");
            }
        }
        return null;
    }

    private static boolean areMediaTypes(String header) {
        return header.isBlank()
                || header.indexOf('"') >= 0 // commas may be quoted
                || COMMA.splitAsStream(header).allMatch(MEDIA_TYPE);
    }
}
