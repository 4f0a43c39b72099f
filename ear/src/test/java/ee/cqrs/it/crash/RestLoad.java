package ee.cqrs.it.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import ee.cqrs.it.client.RestClient;
import ee.cqrs.it.crash.SentCommand.Answered;

/** Several clients that send one command after the other until the server is gone. */
final class RestLoad {

    private static final int CLIENTS = 6;

    private final RestClient rest;
    private final Queue<Answered> answered = new ConcurrentLinkedQueue<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);

    private volatile boolean stopped;

    private RestLoad(RestClient rest) {
        this.rest = rest;
    }

    static RestLoad start(RestClient rest, long seed) {
        RestLoad load = new RestLoad(rest);
        for (int client = 0; client < CLIENTS; client++) {
            CommandMix mix = new CommandMix(seed + client);
            load.threads.execute(() -> load.sendUntilGone(mix));
        }
        load.threads.shutdown();
        return load;
    }

    int accepted() {
        return accepted.get();
    }

    /** How many were neither accepted nor rejected by the rules. */
    int refused() {
        return refused.get();
    }

    /** All that was sent until now. */
    List<Answered> stop() throws InterruptedException {
        stopped = true;
        return finish();
    }

    /** All that was sent, once the server is gone. */
    List<Answered> finish() throws InterruptedException {
        if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
            throw new AssertionError("The clients do not notice that the server is gone");
        }
        return List.copyOf(answered);
    }

    private void sendUntilGone(CommandMix mix) {
        boolean there = true;
        while (there) {
            Answered answer = mix.next().send(rest);
            answered.add(answer);
            accepted.addAndGet(answer.accepted() ? 1 : 0);
            refused.addAndGet(answer.inDoubt() ? 1 : 0);
            there = answer.status() != 0 && !stopped;
        }
    }

    /** Sends commands, several at once, and returns the answers in their order. */
    static List<Answered> sendAll(RestClient rest, List<SentCommand> commands) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<Answered>> underWay = new ArrayList<>();
            for (SentCommand command : commands) {
                underWay.add(clients.submit(() -> command.send(rest)));
            }
            List<Answered> answers = new ArrayList<>();
            for (Future<Answered> answer : underWay) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            clients.shutdown();
        }
    }
}
