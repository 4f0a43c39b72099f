package ee.cqrs.it.http;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.it.client.EventSource;
import org.awaitility.Awaitility;

/** Streams of the server under Arquillian. */
final class Followed {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Followed() {}

    static EventSource follow(String path) throws Exception {
        return follow(path, null);
    }

    static EventSource follow(String path, Long lastId) throws Exception {
        return EventSource.open(
                URI.create("http://127.0.0.1:%s/cqrs/api%s".formatted(System.getProperty("cqrs.test.http-port"), path)),
                lastId);
    }

    static void await(EventSource source, int events) {
        await("%d events".formatted(events), () -> source.events().size() >= events);
    }

    static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(condition);
    }

    static List<Long> ids(EventSource source) {
        return source.events().stream().map(EventSource.Sent::id).toList();
    }

    static List<JsonNode> data(EventSource source) {
        return source.events().stream().map(EventSource.Sent::data).toList();
    }

    /** Bumps a counter many times. */
    static void bump(String counter, int times) throws Exception {
        Item.array(Collections.nCopies(times, Item.bump(counter, 1))).send().ok();
    }
}
