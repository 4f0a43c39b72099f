package ee.cqrs.it.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * All that a client can see of what is stored, to tell whether a request wrote anything.
 *
 * @param head the last position of the log
 * @param tail the last events of the log
 * @param ids of each type
 */
record Stored(long head, List<JsonNode> tail, Map<String, List<String>> ids) {

    private static final List<String> TYPES = List.of("account", "contact-details", "counter", "exchange-rates");
    private static final int TAIL = 5;

    static Stored now() throws IOException, InterruptedException {
        long head = HttpEntrance.REST.head();
        Map<String, List<String>> ids = new LinkedHashMap<>();
        for (String type : TYPES) {
            ids.put(type, ids(type, 1_000));
        }
        return new Stored(head, HttpEntrance.REST.feed(Math.max(0, head - TAIL)), ids);
    }

    /** All ids of a type, page by page. */
    static List<String> ids(String type, int page) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode answer = Request.get(
                            "/aggregates/%s?limit=%d&after=%s".formatted(type, page, Request.encoded(after)))
                    .send()
                    .ok();
            ids.addAll(Response.texts(answer.get("ids"), ""));
            if (answer.get("ids").size() < page) {
                return ids;
            }
            after = answer.get("next").textValue();
        }
    }
}
