package ee.cqrs.it.crash;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.it.client.RestClient;

/** A reader that remembers every event it was shown, until the server is gone. */
final class FeedFollower {

    private final RestClient rest;
    private final CompletableFuture<List<JsonNode>> done;

    private FeedFollower(RestClient rest, long after) {
        this.rest = rest;
        done = CompletableFuture.supplyAsync(() -> followUntilGone(after));
    }

    static FeedFollower start(RestClient rest, long after) {
        return new FeedFollower(rest, after);
    }

    List<JsonNode> finish() throws Exception {
        return done.get(60, TimeUnit.SECONDS);
    }

    private List<JsonNode> followUntilGone(long after) {
        List<JsonNode> shown = new ArrayList<>();
        long position = after;
        try {
            while (true) {
                List<JsonNode> page = rest.feed(position);
                shown.addAll(page);
                position += page.size();
            }
        } catch (IOException e) {
            return shown; // gone
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
