package ee.cqrs.it.http;

import java.util.stream.Stream;

import static ee.cqrs.it.http.BadInput.good;
import static ee.cqrs.it.http.BadInput.of;
import static ee.cqrs.it.http.BadInput.read;
import static ee.cqrs.it.http.BadInputs.FRESH;
import static ee.cqrs.it.http.BadInputs.OPEN;

/** Paths, queries and methods. */
final class BadAddresses {

    private static final int LONGEST = 200;

    private BadAddresses() {}

    static Stream<BadInput> all() {
        return Stream.of(ids(), encodings(), names(), queries(), streams(), methods())
                .flatMap(rows -> rows);
    }

    private static Stream<BadInput> ids() {
        return Stream.of(
                id("id of 300 characters", "x".repeat(300)),
                id("id of 201 emoji", "\uD83D\uDE00".repeat(LONGEST + 1)),
                id("id not in normal form C", "e\u0301"),
                id("id with NUL", "a\0b"),
                id("id with a line break", "a\nb"),
                id("id with DEL", "a\u007f"),
                id("id with a C1 control character", "a\u0085"),
                read("state under an id of 300 characters", "counter/" + "x".repeat(300))
                        .naming("id"),
                read("events under an id with NUL", "counter/%00/events").naming("id"),
                of("empty id", good().at("/cqrs/api/aggregates/counter//commands/BumpCounter"))
                        .notFound(),
                of(
                                "another id for a singleton",
                                Request.command(
                                        "exchange-rates",
                                        FRESH,
                                        "PublishExchangeRate",
                                        "{\"currency\":\"USD\",\"rate\":1}"))
                        .notFound());
    }

    private static Stream<BadInput> encodings() {
        return Stream.of(
                path("a percent sign and no hexadecimal digits", "%zz").bare(),
                path("a percent sign at the end", "a%").bare(),
                path("a percent sign and one digit", "a%4").bare(),
                path("a letter beyond ASCII as it stands", "\u00e4").bare(),
                path("a space as it stands", "a b").bare(),
                path("half a UTF-8 sequence", "a%C3").naming("path"),
                path("overlong UTF-8", "a%C0%AF").naming("path"),
                path("half a surrogate pair in UTF-8", "a%ED%A0%80").naming("path"),
                path("a matrix parameter", "a;b=c").naming("path"),
                of("query: half a UTF-8 sequence", Request.get("/aggregates/counter?after=%C3"))
                        .naming("query"),
                of(
                                "query: no hexadecimal digits",
                                Request.get("/events?after=%zz").raw())
                        .bare());
    }

    private static Stream<BadInput> names() {
        return Stream.of(
                of("unknown type", Request.command("counters", FRESH, "BumpCounter", "{}"))
                        .notFound(),
                of("unknown command", Request.command("counter", FRESH, "Explode", "{}"))
                        .notFound(),
                of("command of another type", Request.command("counter", FRESH, "CloseAccount", "{}"))
                        .notFound(),
                of("command in small letters", Request.command("counter", FRESH, "bumpcounter", "{}"))
                        .notFound(),
                of("event instead of a command", Request.command("counter", FRESH, "CounterBumped", "{}"))
                        .notFound(),
                of("path below a command", good().at("/cqrs/api/aggregates/counter/x/commands/BumpCounter/now"))
                        .notFound(),
                of("unknown path", Request.get("/nowhere")).notFound(),
                of("unknown path outside the API", Request.get("").at("/cqrs/nowhere.html"))
                        .notFound(),
                of("the page of problems itself", Request.get("").at("/cqrs/problem"))
                        .notFound(),
                read("ids of an unknown type", "counters").notFound(),
                read("state of an unknown type", "counters/1").notFound(),
                read("state that never was", "counter/" + FRESH).notFound(),
                read("events that never were", "counter/" + FRESH + "/events").notFound(),
                of("log of an unknown type", Request.get("/events?type=counters"))
                        .notFound());
    }

    private static Stream<BadInput> queries() {
        return Stream.of(
                state("index is no number", "?index=one", "index"),
                state("index below zero", "?index=-1", "index"),
                state("index with decimals", "?index=1.0", "index"),
                state("index over 64 bits", "?index=9223372036854775808", "index"),
                state("index empty", "?index=", "index"),
                state("time is no instant", "?at=yesterday", "at"),
                state("time without a zone", "?at=2026-01-31T12:00:00", "at"),
                state("31st of February", "?at=2026-02-31T12:00:00Z", "at"),
                state("index and time together", "?index=0&at=2026-01-31T12:00:00Z", "at"),
                state("events after a word", "/events?after=one", "after"),
                state("events after minus two", "/events?after=-2", "after"),
                state("events, limit zero", "/events?limit=0", "limit"),
                state("events, limit over a thousand", "/events?limit=1001", "limit"),
                read("ids, limit is no number", "account?limit=all").naming("limit"),
                read("ids, limit below zero", "account?limit=-1").naming("limit"),
                read("ids after NUL", "account?after=%00").naming("after"),
                of("verification of an id without type", Request.get("/verify?id=" + FRESH))
                        .naming("id"),
                of("verification with an unknown parameter", Request.get("/verify?typ=account"))
                        .naming("typ"),
                of("verification of an id with NUL", Request.get("/verify?type=account&id=%00"))
                        .naming("id"),
                of("verification of an unknown type", Request.get("/verify?type=counters"))
                        .notFound(),
                of("verification of an account that never was", Request.get("/verify?type=account&id=" + FRESH))
                        .notFound(),
                of("root hashes after minus one", Request.get("/verify/roots?after=-1"))
                        .naming("after"),
                of("log after minus one", Request.get("/events?after=-1")).naming("after"),
                of("log, limit empty", Request.get("/events?limit=")).naming("limit"),
                of("log, limit over 64 bits", Request.get("/events?limit=99999999999999999999"))
                        .naming("limit"));
    }

    private static Stream<BadInput> streams() {
        String account = "/aggregates/account/%s/events".formatted(OPEN);
        return Stream.of(
                stream("after a word", "/events?after=one").naming("after"),
                stream("after minus one", "/events?after=-1").naming("after"),
                stream("with a limit", "/events?limit=10").naming("limit"),
                stream("with an unknown parameter", "/events?typ=account").naming("typ"),
                stream("of an unknown type", "/events?type=counters").notFound(),
                stream("of an unknown event", "/events?event=Exploded").naming("event"),
                stream("of an event of another type", "/events?type=account&event=CounterBumped")
                        .naming("event"),
                stream("of an account after minus two", account + "?after=-2").naming("after"),
                stream("of an account and a type", account + "?type=account").naming("type"),
                stream("of an account that never was", "/aggregates/account/%s/events".formatted(FRESH))
                        .notFound(),
                stream("of an id with NUL", "/aggregates/account/%00/events").naming("id"),
                lastId("that is a word", "/events", "one"),
                lastId("that is empty", "/events", ""),
                lastId("below zero", "/events", "-1"),
                lastId("over 64 bits", "/events", "9223372036854775808"),
                lastId("of an account below minus one", account, "-2"));
    }

    private static Stream<BadInput> methods() {
        return Stream.of(
                        of(
                                "reading a command",
                                good().method("GET").without("Content-Type").body("")),
                        of("replacing with a command", good().method("PUT")),
                        of(
                                "deleting an aggregate",
                                Request.state("account", OPEN).method("DELETE")),
                        of("writing a state", Request.state("account", OPEN).method("PUT")),
                        of(
                                "writing events",
                                Request.get("/aggregates/account/" + OPEN + "/events")
                                        .method("POST")),
                        of("writing the log", Request.get("/events").method("POST")),
                        of("changing the catalogue", Request.get("/types").method("PATCH")),
                        of("reading the batch", Request.get("/commands")),
                        of("a method of one's own", Request.get("/types").method("FROBNICATE")),
                        of(
                                "writing a page",
                                Request.get("").at("/cqrs/index.html").method("POST")),
                        of("tracing", Request.get("/types").method("TRACE")).bare())
                .map(row -> row.answers(405, row.isBare() ? null : "method-not-allowed"));
    }

    private static BadInput id(String what, String id) {
        return of(what, Request.command("counter", id, "ActivateCounter", "{\"initialValue\":1}"))
                .naming("id");
    }

    private static BadInput path(String what, String segment) {
        return of(
                "path: " + what,
                good().at("/cqrs/api/aggregates/counter/%s/commands/BumpCounter".formatted(segment))
                        .raw());
    }

    private static BadInput stream(String what, String path) {
        return of("stream " + what, Request.get(path).with("Accept", "text/event-stream"));
    }

    private static BadInput lastId(String what, String path, String id) {
        return of(
                        "last id " + what,
                        Request.get(path)
                                .with("Accept", "text/event-stream")
                                .with("Last-Event-ID", id)
                                .raw())
                .naming("Last-Event-ID");
    }

    private static BadInput state(String what, String rest, String field) {
        return read(what, "account/" + OPEN + rest).naming(field);
    }
}
