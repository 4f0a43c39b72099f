package ee.cqrs.it.order;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.it.client.RestClient;

/** Follows the log from its begin, as any client does: it asks for what comes after that which it was told is the last. */
final class Reader {

    private static final int PAGE = 100;

    private final RestClient rest;
    private final CompletableFuture<List<Seen>> done;
    private volatile long end = Long.MAX_VALUE;

    private Reader(RestClient rest) {
        this.rest = rest;
        done = new CompletableFuture<>();
    }

    static Reader start(RestClient rest) {
        Reader reader = new Reader(rest);
        new Thread(reader::follow, "reader").start();
        return reader;
    }

    /** All it has seen, once it has read up to a position. */
    List<Seen> upTo(long position) throws InterruptedException, ExecutionException, TimeoutException {
        end = position;
        return done.get(30, TimeUnit.SECONDS);
    }

    private void follow() {
        List<Seen> seen = new ArrayList<>();
        try {
            long last = 0;
            while (last < end) {
                JsonNode page = rest.page(last, PAGE);
                page.get("events").forEach(event -> seen.add(Seen.of(event)));
                last = page.get("next").longValue();
            }
            done.complete(seen);
        } catch (Exception e) {
            done.completeExceptionally(e);
        }
    }

    /** An event that was shown. */
    record Seen(long position, String uuid) {

        static Seen of(JsonNode event) {
            JsonNode meta = event.get("meta");
            return new Seen(meta.get("position").longValue(), meta.get("uuid").textValue());
        }
    }
}
