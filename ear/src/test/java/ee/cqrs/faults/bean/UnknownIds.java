package ee.cqrs.faults.bean;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;

/** Clients who ask for ids that nobody has, as fast as they can. */
public final class UnknownIds {

    private static final int CLIENTS = 16;

    /** So many are on their way at once, on each connection. */
    private static final int WINDOW = 25;

    /** One of so many is asked to do something, and refuses. */
    private static final int COMMANDS = 10;

    private final Scenario scenario;
    private final Node node;

    public UnknownIds(Scenario scenario, Node node) {
        this.scenario = scenario;
        this.node = node;
    }

    /** Asks for about so many; each must be unknown. */
    public void ask(int count) throws Exception {
        long start = System.nanoTime();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> asking = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                asking.add(clients.submit(() -> {
                    askOnOneConnection(count / CLIENTS);
                    return null;
                }));
            }
            for (Future<?> one : asking) {
                one.get();
            }
        } finally {
            clients.shutdownNow();
        }
        System.out.printf(
                "%d unknown ids were asked for in %d s%n",
                count, Duration.ofNanos(System.nanoTime() - start).toSeconds());
        scenario.injected("%d unknown ids".formatted(count));
    }

    private void askOnOneConnection(int count) throws IOException {
        try (KeptConnection connection =
                new KeptConnection(node.server().ports().http())) {
            for (int asked = 0; asked < count; asked += WINDOW) {
                List<String> ids = Stream.generate(() -> UUID.randomUUID().toString())
                        .limit(WINDOW)
                        .toList();
                List<String> requests = new ArrayList<>();
                for (int i = 0; i < ids.size(); i++) {
                    requests.add(i % COMMANDS == 0 ? command(ids.get(i)) : query(ids.get(i)));
                }
                judge(ids, connection.ask(requests));
            }
        }
    }

    private void judge(List<String> ids, List<Integer> statuses) {
        for (int i = 0; i < ids.size(); i++) {
            if (statuses.get(i) != (i % COMMANDS == 0 ? 422 : 404)) {
                scenario.findings()
                        .wrong("counter/%s, which nobody has, is answered with %d", ids.get(i), statuses.get(i));
            }
        }
    }

    private static String query(String id) {
        return "GET /cqrs/api/aggregates/counter/%s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(id);
    }

    private static String command(String id) {
        return """
                POST /cqrs/api/aggregates/counter/%s/commands/BumpCounter HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/json\r
                Idempotency-Key: %s\r
                Content-Length: 2\r
                \r
                {}""".formatted(id, UUID.randomUUID());
    }
}
