package ee.cqrs.web.batch;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import jakarta.ws.rs.core.StreamingOutput;

import ee.cqrs.command.ProblemDocument;
import ee.cqrs.json.Json;

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
        OutputStream answers = new BufferedOutputStream(out);
        int left = maxBatch;
        List<RawItem> items = lines.next(WINDOW);
        while (!items.isEmpty()) {
            List<RawItem> within = items.subList(0, Math.min(left, items.size()));
            for (Record answer : handling.handle(within)) {
                write(answer, answers);
            }
            left -= within.size();
            if (within.size() < items.size()) {
                write(ProblemDocument.of(BatchResource.tooMany(maxBatch), null), answers);
                answers.flush();
                return;
            }
            answers.flush();
            items = lines.next(WINDOW);
        }
    }

    private void write(Record answer, OutputStream answers) throws IOException {
        answers.write(json.mapper().writeValueAsBytes(answer));
        answers.write('\n');
    }

    /** Handles lines. */
    interface Handling {
        List<Record> handle(List<RawItem> items);
    }
}
