package ee.cqrs.it.http;

import java.util.List;

/** Items of a batch, as text. */
final class Item {

    private Item() {}

    static String of(String type, String id, String command, String data) {
        return of(type, id, command, data, "");
    }

    /** With more fields, each behind a comma. */
    static String of(String type, String id, String command, String data, String more) {
        return "{\"type\":\"%s\",\"id\":\"%s\",\"command\":\"%s\",\"data\":%s%s}"
                .formatted(type, id, command, data, more);
    }

    static String activate(String id) {
        return of("counter", id, "ActivateCounter", "{\"initialValue\":0}");
    }

    static String bump(String id, long amount) {
        return of("counter", id, "BumpCounterBy", "{\"amount\":%d}".formatted(amount));
    }

    static Request array(List<String> items) {
        return Request.post("/commands", "[" + String.join(",", items) + "]");
    }

    static Request lines(String body) {
        return Request.get("/commands")
                .method("POST")
                .with("Content-Type", "application/x-ndjson")
                .body(body);
    }
}
