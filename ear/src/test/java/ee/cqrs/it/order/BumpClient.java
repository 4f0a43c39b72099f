package ee.cqrs.it.order;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Has counters bumped by callers inside the server, in transactions of theirs. Safe for several threads. */
final class BumpClient {

    private static final int COMMITTED = 204;
    private static final int NOT_COMMITTED = 409;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String counters;

    BumpClient(int port) {
        counters = "http://127.0.0.1:%d/order/counters/".formatted(port);
    }

    /** Whether the transaction was committed. */
    boolean bump(Bump bump) throws IOException, InterruptedException {
        return isCommitted(
                bump, http.send(request(bump), BodyHandlers.ofString()).statusCode());
    }

    CompletableFuture<Boolean> bumpLater(Bump bump) {
        return http.sendAsync(request(bump), BodyHandlers.ofString())
                .thenApply(response -> isCommitted(bump, response.statusCode()));
    }

    private HttpRequest request(Bump bump) {
        String query = "?commandId=%s&pause=%d&rollback=%s"
                .formatted(bump.commandId(), bump.pause().toMillis(), bump.rollback());
        return HttpRequest.newBuilder(URI.create(counters + bump.counter() + "/bump" + query))
                .timeout(PATIENCE)
                .POST(BodyPublishers.noBody())
                .build();
    }

    private static boolean isCommitted(Bump bump, int status) {
        if (status != COMMITTED && status != NOT_COMMITTED) {
            throw new IllegalStateException("%s is answered with %d".formatted(bump, status));
        }
        return status == COMMITTED;
    }

    /**
     * What a caller does.
     *
     * @param pause between the insert and the end of the transaction
     * @param rollback whether that is a rollback
     */
    record Bump(String counter, String commandId, Duration pause, boolean rollback) {

        static Bump of(String counter, Duration pause, boolean rollback) {
            return new Bump(counter, UUID.randomUUID().toString(), pause, rollback);
        }
    }
}
