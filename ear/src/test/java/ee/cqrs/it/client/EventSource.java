package ee.cqrs.it.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.databind.JsonNode;

/** Follows a stream of events, as a browser does, but does not connect again by itself. */
public final class EventSource implements AutoCloseable, Flow.Subscriber<String> {

    private static final int PATIENCE_SECONDS = 30;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final CompletableFuture<Integer> status = new CompletableFuture<>();
    private final List<Sent> events = new ArrayList<>();
    private final StringBuilder fields = new StringBuilder();
    private Flow.Subscription subscription;
    private HttpHeaders headers;
    private int comments;
    private boolean over;
    private String id;
    private String name;

    /**
     * An event as it was sent.
     *
     * @param id by which a client goes on after it
     * @param name of the event
     * @param data its JSON
     */
    public record Sent(long id, String name, JsonNode data) {}

    private EventSource() {}

    /**
     * Connects, and waits for the status.
     *
     * @param uri of the stream
     * @param lastId what was seen last; null for the first time
     */
    public static EventSource open(URI uri, Long lastId) throws IOException, InterruptedException {
        EventSource source = new EventSource();
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "text/event-stream");
        if (lastId != null) {
            request.header("Last-Event-ID", lastId.toString());
        }
        HTTP.sendAsync(request.build(), source::begins).whenComplete((done, e) -> source.ends(e));
        try {
            source.status.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("No answer from " + uri, e);
        }
        return source;
    }

    public int status() {
        return status.join();
    }

    public synchronized String header(String header) {
        return headers.firstValue(header).orElse("");
    }

    /** All events so far. */
    public synchronized List<Sent> events() {
        return List.copyOf(events);
    }

    /** The events since it was asked last. */
    public synchronized List<Sent> take() {
        List<Sent> taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    /** How many comments there were so far. */
    public synchronized int comments() {
        return comments;
    }

    /** Whether the server has ended it. */
    public synchronized boolean isOver() {
        return over;
    }

    @Override
    public synchronized void close() {
        if (subscription != null) {
            subscription.cancel();
        }
    }

    private HttpResponse.BodySubscriber<Void> begins(HttpResponse.ResponseInfo info) {
        synchronized (this) {
            headers = info.headers();
        }
        status.complete(info.statusCode());
        return BodySubscribers.fromLineSubscriber(this);
    }

    private synchronized void ends(Throwable e) {
        over = true;
        if (e != null) {
            status.completeExceptionally(e);
        }
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public synchronized void onNext(String line) {
        if (line.startsWith(":")) {
            comments++;
        } else if (line.startsWith("id: ")) {
            id = line.substring(4);
        } else if (line.startsWith("event: ")) {
            name = line.substring(7);
        } else if (line.startsWith("data: ")) {
            fields.append(line, 6, line.length());
        } else if (line.isEmpty() && fields.length() > 0) {
            events.add(new Sent(Long.parseLong(id), name, Reply.json(fields.toString())));
            fields.setLength(0);
        }
    }

    @Override
    public void onError(Throwable e) {
        ends(e);
    }

    @Override
    public void onComplete() {
        ends(null);
    }
}
