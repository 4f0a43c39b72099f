package ee.cqrs.web;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

import jakarta.ws.rs.core.StreamingOutput;

import ee.cqrs.audit.Progress;
import ee.cqrs.audit.Verdict;
import ee.cqrs.command.Failures;
import ee.cqrs.command.Problem;
import ee.cqrs.command.ProblemDocument;
import ee.cqrs.json.Json;

/**
 * Verifies while it answers: a line for each step, the verdict at the end. What goes wrong under way is the last line, a
 * problem document, as the status is sent already. Who leaves ends the verification.
 */
final class VerifyAnswer implements StreamingOutput {

    private static final int SOON = 10;

    private final String what;
    private final Verifying verifying;
    private final Json json;

    VerifyAnswer(String what, Verifying verifying, Json json) {
        this.what = what;
        this.verifying = verifying;
        this.json = json;
    }

    static Problem busy() {
        return Problem.retry(Problem.Kind.OVERLOADED, "Another verification of more than one stream runs", SOON);
    }

    @Override
    public void write(OutputStream out) throws IOException {
        JsonLines lines = new JsonLines(json, out);
        try {
            send(answer(lines), lines);
        } catch (UncheckedIOException e) {
            throw e.getCause(); // the client has left
        }
    }

    private Record answer(JsonLines lines) {
        try {
            Optional<Verdict> verdict = verifying.run(progress -> send(progress, lines));
            return verdict.isPresent() ? verdict.get() : ProblemDocument.of(busy(), null);
        } catch (UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) {
            return ProblemDocument.of(Failures.translate(what, e), null);
        }
    }

    private static void send(Record line, JsonLines lines) {
        try {
            lines.write(line);
            lines.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Verifies; empty if it is not its turn. */
    interface Verifying {
        Optional<Verdict> run(Progress.Listener listener);
    }
}
