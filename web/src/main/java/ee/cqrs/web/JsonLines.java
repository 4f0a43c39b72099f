package ee.cqrs.web;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

import ee.cqrs.json.Json;

/** An answer that grows line by line: each is a JSON document, and reaches the client when it is flushed. */
public final class JsonLines {

    /** The media type, which has no constant in JAX-RS. */
    public static final String MEDIA_TYPE = "application/x-ndjson";

    private final Json json;
    private final OutputStream out;

    /**
     * Begins an answer.
     *
     * @param json the framework's mapper
     * @param out the body
     */
    public JsonLines(Json json, OutputStream out) {
        this.json = json;
        this.out = new BufferedOutputStream(out);
    }

    /**
     * Writes a line.
     *
     * @param line what it says
     * @throws IOException if the client has left
     */
    public void write(Record line) throws IOException {
        out.write(json.mapper().writeValueAsBytes(line));
        out.write('\n');
    }

    /**
     * Sends what was written.
     *
     * @throws IOException if the client has left
     */
    public void flush() throws IOException {
        out.flush();
    }
}
