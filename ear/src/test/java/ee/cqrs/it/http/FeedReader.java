package ee.cqrs.it.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Polls the log without a pause while others write, and never sees a gap. */
final class FeedReader {

    private static final int PATIENCE_SECONDS = 60;

    private final CompletableFuture<Long> last = new CompletableFuture<>();
    private final CompletableFuture<List<JsonNode>> read;

    private FeedReader(long after) {
        read = CompletableFuture.supplyAsync(() -> poll(after));
    }

    static FeedReader after(long position) {
        return new FeedReader(position);
    }

    /** Waits until it has read up to a position. */
    List<JsonNode> readTo(long position) throws Exception {
        last.complete(position);
        return read.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private List<JsonNode> poll(long after) {
        List<JsonNode> events = new ArrayList<>();
        long next = after;
        long head = 0;
        while (!last.isDone() || next < last.join()) {
            JsonNode page = page(next);
            for (JsonNode event : page.get("events")) {
                next++;
                assertThat(event.at("/meta/position").longValue())
                        .as("position")
                        .isEqualTo(next);
                events.add(event);
            }
            assertThat(page.get("next").longValue()).as("next").isEqualTo(next);
            assertThat(page.get("head").longValue()).as("head").isGreaterThanOrEqualTo(Math.max(head, next));
            head = page.get("head").longValue();
        }
        return events;
    }

    private static JsonNode page(long after) {
        try {
            return Request.get("/events?limit=50&after=" + after).send().ok();
        } catch (Exception e) {
            throw new AssertionError("The log cannot be read after " + after, e);
        }
    }
}
