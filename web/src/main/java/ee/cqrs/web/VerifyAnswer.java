package ee.cqrs.web;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

import jakarta.ws.rs.core.StreamingOutput;

import ee.cqrs.audit.LogVerifier;
import ee.cqrs.audit.Progress;
import ee.cqrs.audit.Verdict;
import ee.cqrs.audit.Verification;
import ee.cqrs.command.CommandException;
import ee.cqrs.command.Failures;
import ee.cqrs.command.Problem;
import ee.cqrs.command.ProblemDocument;
import ee.cqrs.json.Json;
import ee.cqrs.store.LogPart;

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

    /**
     * Prepares a verification.
     *
     * @throws CommandException if others run that it would have to wait for
     */
    static VerifyAnswer of(LogPart part, LogVerifier verifier, Json json) {
        if (verifier.isBusy(part)) {
            throw new CommandException(busy());
        }
        Verification verification = verifier.prepare(part);
        return new VerifyAnswer("Verification of " + part, listener -> verifier.run(verification, listener), json);
    }

    private static Problem busy() {
        return Problem.retry(Problem.Kind.OVERLOADED, "As many verifications run as may at once", SOON);
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
        } catch (Error e) { // most likely a page too large for the memory, which is free again
            return ProblemDocument.of(Failures.translate(what, new IllegalStateException(e)), null);
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
