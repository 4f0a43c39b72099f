package ee.cqrs.it.http;

import static ee.cqrs.it.http.BadInputs.FRESH;

/**
 * A row of the table: a request that is well-formed but for one thing, and what the client is told.
 *
 * @param what is bad
 * @param request the whole of it
 * @param status of the answer
 * @param problem its type; null where Undertow refuses before any filter, with a bare answer
 * @param field that it names; null if it is about no field
 */
record BadInput(String what, Request request, int status, String problem, String field) {

    static BadInput of(String what, Request request) {
        return new BadInput(what, request, 400, "malformed", null);
    }

    /** The body of a command that needs one number. */
    static BadInput body(String what, String json) {
        return of(what, Request.command("counter", FRESH, "ActivateCounter", json));
    }

    /** A good command, to be spoilt. */
    static Request good() {
        return Request.command("counter", FRESH, "ActivateCounter", "{\"initialValue\":1}");
    }

    /** A good command with a header that spoils it. */
    static BadInput header(String what, String name, String value) {
        return of(what, good().with(name, value)).naming(name);
    }

    /** A read, relative to the aggregates. */
    static BadInput read(String what, String path) {
        return of(what, Request.get("/aggregates/" + path));
    }

    BadInput naming(String name) {
        return new BadInput(what, request, status, problem, name);
    }

    BadInput answers(int otherStatus, String otherProblem) {
        return new BadInput(what, request, otherStatus, otherProblem, null);
    }

    BadInput notFound() {
        return answers(404, "not-found");
    }

    /** Refused by Undertow before any filter: no problem document. */
    BadInput bare() {
        return answers(status, null);
    }

    /** Undertow closes the connection without a word. */
    BadInput closed() {
        return answers(Wire.CLOSED, null);
    }

    boolean isBare() {
        return problem == null;
    }

    @Override
    public String toString() {
        return what;
    }
}
