package ee.cqrs.benchmark;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

import com.fasterxml.jackson.databind.ObjectMapper;
import ee.cqrs.benchmark.inside.Counters;
import ee.cqrs.benchmark.inside.LoadRequest;
import ee.cqrs.benchmark.inside.LoadResult;
import ee.cqrs.server.ServerInstance;

/** A server process with the benchmark's module in it. */
final class BenchmarkServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration GLANCE = Duration.ofMillis(5);
    private static final int OK = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerInstance instance;
    private final Optional<ProcessHandle> postgres;

    /** The server ends a connection of HTTP/2 on which a single long request is silent. */
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    BenchmarkServer(ServerInstance instance, Optional<ProcessHandle> postgres) {
        this.instance = instance;
        this.postgres = postgres;
    }

    void start() throws IOException, InterruptedException {
        instance.start();
        instance.awaitDeployed(PATIENCE);
    }

    /** Starts it and sends a command again and again until one is accepted. */
    Duration startToFirstCommand() throws IOException, InterruptedException {
        HttpRequest open = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/cqrs/api/aggregates/account/%s/commands/OpenAccount"
                                .formatted(port(), UUID.randomUUID())))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"owner\":\"Ada\",\"currency\":\"EUR\"}"))
                .build();
        long start = System.nanoTime();
        instance.start();
        while (!isAccepted(open)) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException("No command is accepted, see " + instance.logFile());
            }
            LockSupport.parkNanos(GLANCE.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private boolean isAccepted(HttpRequest command) throws IOException, InterruptedException {
        try {
            return http.send(command, BodyHandlers.discarding()).statusCode() == OK;
        } catch (ConnectException e) {
            return false; // it does not listen yet
        }
    }

    int port() {
        return instance.ports().http();
    }

    /** Opens accounts to deposit on. */
    void openAccounts(int count) throws IOException, InterruptedException {
        ask("load/accounts", count, Integer.class);
    }

    /** Runs a load inside the server. */
    Measured run(LoadRequest load) throws Exception {
        return measure(() -> ask("load", load, LoadResult.class));
    }

    /** Runs a load and sees what changed meanwhile. */
    Measured measure(Callable<LoadResult> load) throws Exception {
        Counters counters = counters();
        ProcessorTime time = processorTime();
        LoadResult result = load.call();
        ProcessorTime spent = processorTime().since(time);
        Counters after = counters();
        return new Measured(result, after.commits() - counters.commits(), after.head() - counters.head(), spent);
    }

    /** The last position of the log. */
    long head() throws IOException, InterruptedException {
        return counters().head();
    }

    private Counters counters() throws IOException, InterruptedException {
        return ask("counters", "", Counters.class);
    }

    /** Asks the benchmark's module. */
    <T> T ask(String path, Object request, Class<T> answer) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:%d/benchmark/%s".formatted(port(), path));
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(request)))
                        .build(),
                BodyHandlers.ofString());
        if (response.statusCode() != OK) {
            throw new IllegalStateException("%s answers %d: %s, see %s"
                    .formatted(uri, response.statusCode(), response.body(), instance.logFile()));
        }
        return JSON.readValue(response.body(), answer);
    }

    private ProcessorTime processorTime() {
        return ProcessorTime.of(instance.process().toHandle(), postgres);
    }

    @Override
    public void close() {
        instance.close();
    }
}
