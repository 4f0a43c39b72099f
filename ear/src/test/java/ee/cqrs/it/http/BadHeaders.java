package ee.cqrs.it.http;

import java.util.stream.Stream;

import static ee.cqrs.it.http.BadInput.good;
import static ee.cqrs.it.http.BadInput.header;
import static ee.cqrs.it.http.BadInput.of;
import static ee.cqrs.it.http.BadInputs.OPEN;
import static ee.cqrs.it.http.BadInputs.USED_KEY;

/** Headers, media types and sizes. */
final class BadHeaders {

    private static final int LIMIT = 1_048_576;
    private static final String LARGE = "{\"initialValue\":%s1}".formatted(" ".repeat(LIMIT));

    private BadHeaders() {}

    static Stream<BadInput> all() {
        return Stream.of(preconditions(), keys(), mediaTypes(), sizes()).flatMap(rows -> rows);
    }

    private static Stream<BadInput> preconditions() {
        return Stream.of(
                header("index without quotes", "If-Match", "3"),
                header("weak tag", "If-Match", "W/\"3\""),
                header("list of tags", "If-Match", "\"1\", \"2\""),
                header("any tag", "If-Match", "*"),
                header("tag that is no index", "If-Match", "\"three\""),
                header("index below zero", "If-Match", "\"-1\""),
                header("index over 64 bits", "If-Match", "\"99999999999999999999\""),
                header("empty tag", "If-Match", "\"\""),
                of("two If-Match", good().with("If-Match", "\"1\"").with("If-Match", "\"2\""))
                        .naming("If-Match"),
                header("If-None-Match with a tag", "If-None-Match", "\"1\""),
                of(
                                "If-Match beside If-None-Match",
                                good().with("If-Match", "\"1\"").with("If-None-Match", "*"))
                        .naming("If-None-Match"),
                of("index of an aggregate that is not there", good().with("If-Match", "\"0\""))
                        .answers(412, "index-mismatch"),
                of("another index", Given.deposit(OPEN, "1").with("If-Match", "\"7\""))
                        .answers(412, "index-mismatch"),
                of("aggregate that must not be there", Given.deposit(OPEN, "1").with("If-None-Match", "*"))
                        .answers(412, "index-mismatch"));
    }

    private static Stream<BadInput> keys() {
        return Stream.of(
                of("key used for another command", good().under(USED_KEY)).answers(422, "key-reused"),
                of("key used, and If-Match fails", good().under(USED_KEY).with("If-Match", "\"7\""))
                        .answers(422, "key-reused"),
                header("key of 256 characters", "Idempotency-Key", "x".repeat(256)),
                header("key with a space", "Idempotency-Key", "a b"),
                header("empty key in quotes", "Idempotency-Key", "\"\""),
                of("empty key", good().under("").raw()).naming("Idempotency-Key"),
                of("key beyond ASCII", good().under("\u00e4").raw()).naming("Idempotency-Key"),
                of("key with a control character", good().under("a\u0001b").raw())
                        .naming("Idempotency-Key"),
                of("two keys", good().under("a").under("b")).naming("Idempotency-Key"),
                header("correlation id of 256 characters", "X-Correlation-ID", "x".repeat(256)),
                of("two correlation ids", good().with("X-Correlation-ID", "a").with("X-Correlation-ID", "b"))
                        .naming("X-Correlation-ID"));
    }

    private static Stream<BadInput> mediaTypes() {
        return Stream.of(
                unsupported("text", good().without("Content-Type").with("Content-Type", "text/plain")),
                unsupported("XML", good().without("Content-Type").with("Content-Type", "application/xml")),
                unsupported(
                        "a form",
                        good().without("Content-Type").with("Content-Type", "application/x-www-form-urlencoded")),
                unsupported("lines", good().without("Content-Type").with("Content-Type", "application/x-ndjson")),
                unsupported("no media type", good().without("Content-Type")),
                unsupported("compressed", good().with("Content-Encoding", "gzip")),
                of(
                                "Content-Type is no media type",
                                good().without("Content-Type").with("Content-Type", "json"))
                        .naming("Content-Type"),
                of("Accept is no media type", good().with("Accept", "json")).naming("Accept"),
                notAcceptable("HTML for a command", good().with("Accept", "text/html")),
                notAcceptable("HTML for a state", Request.state("account", OPEN).with("Accept", "text/html")),
                notAcceptable("XML for the catalogue", Request.get("/types").with("Accept", "application/xml")),
                notAcceptable("JSON for lines", Item.lines("{}").with("Accept", "application/json")));
    }

    private static Stream<BadInput> sizes() {
        return Stream.of(
                of("body over the limit", good().body(LARGE)).answers(413, "too-large"),
                of("body over the limit, in chunks", good().body(LARGE).inChunks())
                        .answers(413, "too-large"),
                of(
                                "body far over the limit, announced",
                                good().with("Content-Length", "99999999999").raw())
                        .answers(413, "too-large"),
                of(
                                "body shorter than announced",
                                good().with("Content-Length", "50").raw())
                        .naming(""),
                chunks("size of a chunk is no number", "many\r\n{\"initialValue\":1}\r\n0\r\n\r\n"),
                chunks("no last chunk", "12\r\n{\"initialValue\":1}\r\n"),
                of(
                                "length that is no number",
                                good().with("Content-Length", "many").raw())
                        .bare(),
                of(
                                "headers over the limit",
                                Request.get("/types")
                                        .with("X-Large", "x".repeat(70_000))
                                        .raw())
                        .bare());
    }

    private static BadInput chunks(String what, String body) {
        return of(what, good().with("Transfer-Encoding", "chunked").body(body).raw())
                .closed();
    }

    private static BadInput unsupported(String what, Request request) {
        return of("body is " + what, request).answers(415, "unsupported-media-type");
    }

    private static BadInput notAcceptable(String what, Request request) {
        return of("wanted: " + what, request).answers(406, "not-acceptable");
    }
}
