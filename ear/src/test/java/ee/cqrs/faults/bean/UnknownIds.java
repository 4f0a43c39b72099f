package ee.cqrs.faults.bean;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.it.client.RestClient.Answer;

/** Clients who ask for ids that nobody has. */
public final class UnknownIds {

    private static final int CLIENTS = 8;

    /** One of so many is asked to do something, and refuses. */
    private static final int COMMANDS = 10;

    private final Scenario scenario;
    private final Node node;

    public UnknownIds(Scenario scenario, Node node) {
        this.scenario = scenario;
        this.node = node;
    }

    /** Asks for so many; each must be unknown. */
    public void ask(int count) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> asking = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                asking.add(clients.submit(() -> {
                    for (int i = 0; i < count / CLIENTS; i++) {
                        ask(UUID.randomUUID().toString(), i % COMMANDS == 0);
                    }
                    return null;
                }));
            }
            for (Future<?> one : asking) {
                one.get();
            }
        } finally {
            clients.shutdownNow();
        }
        scenario.injected("%d unknown ids".formatted(count));
    }

    private void ask(String id, boolean command) throws IOException, InterruptedException {
        Answer answer = command
                ? node.rest().send("counter", id, "BumpCounter", "{}")
                : node.rest().state("counter", id);
        if (answer.status() != (command ? 422 : 404)) {
            scenario.findings().wrong("counter/%s, which nobody has, is answered with %s", id, answer);
        }
    }
}
