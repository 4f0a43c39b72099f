package ee.cqrs.web.batch;

import java.io.IOException;
import java.io.OutputStream;

import jakarta.ws.rs.core.StreamingOutput;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.Problem;
import ee.cqrs.command.ProblemDocument;
import ee.cqrs.json.Json;

/**
 * Answers line by line while the request is still being read. A client that sends much must read while it sends, as
 * with every stream that answers.
 */
final class NdjsonAnswer implements StreamingOutput {

    private final Lines lines;
    private final int maxBatch;
    private final Handling handling;
    private final Json json;
    private boolean ended;

    NdjsonAnswer(Lines lines, int maxBatch, Handling handling, Json json) {
        this.lines = lines;
        this.maxBatch = maxBatch;
        this.handling = handling;
        this.json = json;
    }

    @Override
    public void write(OutputStream answers) throws IOException {
        for (int count = 0; !ended; count++) {
            Record answer = next(count);
            if (answer != null) {
                answers.write(json.mapper().writeValueAsBytes(answer));
                answers.write('\n');
                answers.flush();
            }
        }
    }

    private Record next(int count) {
        try {
            byte[] line = lines.next();
            ended = line == null || count >= maxBatch;
            if (line == null) {
                return null;
            }
            return ended ? problem(BatchResource.tooMany(maxBatch)) : handling.handle(line);
        } catch (CommandException e) {
            return problem(e.problem());
        } catch (IOException e) {
            ended = true;
            return problem(Problem.malformed("", "The body cannot be read to its end"));
        }
    }

    private static Record problem(Problem problem) {
        return ProblemDocument.of(problem, null);
    }

    /** Handles a line. */
    interface Handling {
        Record handle(byte[] line);
    }
}
