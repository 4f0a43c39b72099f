package ee.cqrs.faults.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import ee.cqrs.faults.Node;
import ee.cqrs.faults.load.Messages;
import ee.cqrs.faults.model.Model;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.it.client.CommandQueue;

/**
 * Bumps of 1, 2, 3 ... of several counters that nobody else sends to, without replies, and among them messages that
 * cannot be handled. A counter belongs to one client, so that its messages have an order.
 */
public record ManyMessages(int count, int counters, int clients, int poisonEvery) {

    /**
     * Sends them all.
     *
     * @param prefix of the ids of the counters
     * @return how many cannot be handled
     */
    public int send(Model model, Node node, String prefix) throws Exception {
        for (int counter = 0; counter < counters; counter++) {
            model.answered(SentCommand.of("counter", prefix + counter, "ActivateCounter", "{\"initialValue\":0}")
                    .send(node.rest()));
        }
        AtomicInteger poison = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Future<?>> underWay = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                int own = client;
                underWay.add(threads.submit(() -> {
                    send(model, node, prefix, own, poison);
                    return null;
                }));
            }
            for (Future<?> one : underWay) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
        return poison.get();
    }

    private void send(Model model, Node node, String prefix, int client, AtomicInteger poison) throws Exception {
        try (CommandQueue queue = node.connectQueue()) {
            int own = counters / clients;
            for (int i = 1; i <= count / clients; i++) {
                SentCommand bump = SentCommand.of(
                        "counter", prefix + (client * own + i % own), "BumpCounterBy", "{\"amount\":%d}".formatted(i));
                model.sent(bump);
                if (poisonEvery > 0 && i % poisonEvery == 0) {
                    Poison kind = Poison.values()[i / poisonEvery % Poison.values().length];
                    queue.tell(kind.of(queue, bump));
                    model.takenUnfit(bump);
                    poison.incrementAndGet();
                } else {
                    queue.tell(Messages.of(queue, bump));
                    model.taken(bump);
                }
            }
        }
    }
}
