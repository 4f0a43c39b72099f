package ee.cqrs.web.batch;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import jakarta.ws.rs.core.StreamingOutput;

import ee.cqrs.command.ProblemDocument;
import ee.cqrs.json.Json;
import ee.cqrs.web.JsonLines;

/**
 * Answers line by line while the request is still being read: lines that have come together share commits and are
 * answered together. A client that sends much must read while it sends, as with every stream that answers.
 */
final class NdjsonAnswer implements StreamingOutput {

    private static final int WINDOW = 500;

    private final Lines lines;
    private final int maxBatch;
    private final Handling handling;
    private final Json json;

    NdjsonAnswer(Lines lines, int maxBatch, Handling handling, Json json) {
        this.lines = lines;
        this.maxBatch = maxBatch;
        this.handling = handling;
        this.json = json;
    }

    @Override
    public void write(OutputStream out) throws IOException {
        JsonLines answers = new JsonLines(json, out);
        int left = maxBatch;
        List<RawItem> items = lines.next(WINDOW);
        while (!items.isEmpty()) {
            List<RawItem> within = items.subList(0, Math.min(left, items.size()));
            for (Record answer : handling.handle(within)) {
                answers.write(answer);
            }
            left -= within.size();
            if (within.size() < items.size()) {
                answers.write(ProblemDocument.of(BatchResource.tooMany(maxBatch), null));
                answers.flush();
                return;
            }
            answers.flush();
            items = lines.next(WINDOW);
        }
    }

    /** Handles lines. */
    interface Handling {
        List<Record> handle(List<RawItem> items);
    }
}
