package ee.cqrs.web.problem;

import ee.cqrs.command.Problem;
import ee.cqrs.command.Problem.Kind;

/** The problems that the server finds before the framework is asked, by their status. */
final class HttpProblems {

    private HttpProblems() {}

    static Problem of(int status) {
        return switch (status) {
            case 401 -> Problem.of(Kind.UNAUTHORIZED, "Say who you are");
            case 403 -> Problem.of(Kind.FORBIDDEN, "You may not do this");
            case 404 -> Problem.of(Kind.NOT_FOUND, "There is nothing at this path");
            case 405 -> Problem.of(Kind.METHOD_NOT_ALLOWED, "Allow names the methods that are possible here");
            case 406 ->
                Problem.of(
                        Kind.NOT_ACCEPTABLE,
                        "What is here is JSON: accept application/json (NDJSON for NDJSON, text/event-stream to follow events)");
            case 413 -> Problem.of(Kind.TOO_LARGE, "The request is larger than the server takes");
            case 415 ->
                Problem.of(Kind.UNSUPPORTED_MEDIA_TYPE, "Send application/json; batches may be application/x-ndjson");
            case 429 -> Problem.retry(Kind.OVERLOADED, "Send less, or later", 1);
            case 503 -> Problem.retry(Kind.UNAVAILABLE, "The server starts or stops", 1);
            default ->
                status < 500
                        ? Problem.malformed("", "The request, its path or a header is malformed")
                        : Problem.of(Kind.INTERNAL, "The server failed. Its log tells more");
        };
    }
}
