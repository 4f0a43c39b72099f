package ee.cqrs.it.http;

import java.util.Collections;
import java.util.stream.Stream;

import static ee.cqrs.it.http.BadInput.of;
import static ee.cqrs.it.http.BadInputs.FRESH;

/** Batches that are refused as a whole; for single items see {@link BadItems}. */
final class BadBatches {

    private static final int MOST = 1_000;

    private BadBatches() {}

    static Stream<BadInput> all() {
        String good = Item.activate(FRESH);
        return Stream.of(
                batch("an object", good),
                batch("null", "null"),
                batch("empty", ""),
                batch("no JSON", "commands"),
                batch("cut off behind a good command", "[%s".formatted(good)),
                batch("something behind the array", "[%s] x".formatted(good)),
                batch("a comma too many", "[%s,]".formatted(good)),
                batch("an item that is no JSON", "[%s,{\"type\":}]".formatted(good)),
                batch("5,000 deep and cut off", "[%s,%s".formatted(good, "[".repeat(5_000))),
                of("batch: wrong UTF-8", Request.post("/commands", "").body((byte) '[', (byte) 0xC3, (byte) ']'))
                        .naming(""),
                of("batch over the limit", Item.array(Collections.nCopies(MOST + 1, good)))
                        .answers(413, "too-large"),
                of("batch body over the limit", Request.post("/commands", "[" + " ".repeat(1_048_576) + good + "]"))
                        .answers(413, "too-large"),
                of("batch as text", Item.lines(good).without("Content-Type").with("Content-Type", "text/plain"))
                        .answers(415, "unsupported-media-type"),
                of("lines, compressed", Item.lines(good).with("Content-Encoding", "gzip"))
                        .answers(415, "unsupported-media-type"),
                of("lines with a long correlation id", Item.lines(good).with("X-Correlation-ID", "x".repeat(256)))
                        .naming("X-Correlation-ID"));
    }

    private static BadInput batch(String what, String json) {
        return of("batch: " + what, Request.post("/commands", json)).naming("");
    }
}
