package ee.cqrs.it.http;

import java.util.stream.Stream;

import static ee.cqrs.it.http.BadInputs.FRESH;
import static ee.cqrs.it.http.BadInputs.OPEN;
import static ee.cqrs.it.http.BadInputs.USED_KEY;

/** The table of bad items of a batch, in an array or in a line. */
final class BadItems {

    private BadItems() {}

    /**
     * A row.
     *
     * @param json one item
     * @param status of its answer
     * @param problem its type
     * @param field that it names; null if it is about no field
     */
    record BadItem(String json, int status, String problem, String field) {
        @Override
        public String toString() {
            return json.length() < 100 ? json : json.substring(0, 100);
        }
    }

    static Stream<BadItem> all() {
        return Stream.of(
                malformed("5", ""),
                malformed("null", ""),
                malformed("\"BumpCounter\"", ""),
                malformed("[]", ""),
                malformed("{}", "data"),
                malformed("{\"data\":{}}", "type"),
                malformed("{\"type\":\"counter\",\"command\":\"BumpCounter\",\"data\":{}}", "id"),
                malformed("{\"type\":\"counter\",\"id\":\"%s\",\"data\":{}}".formatted(FRESH), "command"),
                malformed(
                        "{\"type\":5,\"id\":\"%s\",\"command\":\"BumpCounter\",\"data\":{}}".formatted(FRESH), "type"),
                with("colour", "\"red\""),
                with("data", "{}"),
                with("commandId", "\"\""),
                with("commandId", "\"%s\"".formatted("x".repeat(256))),
                with("commandId", "5"),
                with("expectedIndex", "-2"),
                with("expectedIndex", "1.5"),
                with("expectedIndex", "\"1\""),
                data("{\"initialValue\":\"1\"}", "initialValue"),
                data("{\"initialValue\":1,\"initialValue\":1}", "initialValue"),
                data("{}", "initialValue"),
                data("null", "data"),
                data("[]", ""),
                data("%s1%s".formatted("[".repeat(5_000), "]".repeat(5_000)), ""),
                malformed(Item.of("counter", "a\\u0000b", "BumpCounter", "{}"), "id"),
                malformed(Item.of("counter", "e\u0301", "BumpCounter", "{}"), "id"),
                malformed(Item.of("counter", "x".repeat(300), "BumpCounter", "{}"), "id"),
                malformed(Item.of("account", OPEN, "DepositMoney", "{\"amount\":0.00001}"), "amount"),
                new BadItem(Item.of("counters", FRESH, "BumpCounter", "{}"), 404, "not-found", null),
                new BadItem(Item.of("counter", FRESH, "Explode", "{}"), 404, "not-found", null),
                new BadItem(Item.of("account", OPEN, "DepositMoney", "{\"amount\":0.001}"), 422, "rejected", null),
                new BadItem(more("expectedIndex", "0"), 412, "index-mismatch", null),
                new BadItem(more("commandId", "\"%s\"".formatted(USED_KEY)), 422, "key-reused", null));
    }

    private static BadItem malformed(String json, String field) {
        return new BadItem(json, 400, "malformed", field);
    }

    private static BadItem with(String field, String value) {
        return malformed(more(field, value), field);
    }

    private static String more(String field, String value) {
        return Item.of(
                "counter", FRESH, "ActivateCounter", "{\"initialValue\":1}", ",\"%s\":%s".formatted(field, value));
    }

    private static BadItem data(String json, String field) {
        return malformed(Item.of("counter", FRESH, "ActivateCounter", json), field);
    }
}
