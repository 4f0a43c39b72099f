package ee.cqrs.it.order;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.it.order.BumpClient.Bump;

/** Clients of several nodes: on each, half of them send over REST, and half have transactions of their own. */
final class Writers {

    private static final int OF_EACH_KIND = 4;
    private static final int COMMANDS = 120;
    private static final int SHARED_COUNTERS = 6;

    private final Queue<Answered> answered = new ConcurrentLinkedQueue<>();
    private final Queue<String> committed = new ConcurrentLinkedQueue<>();
    private final Queue<String> rolledBack = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private interface Work {
        void one(Node node, String counter, Random random) throws Exception;
    }

    /** Has all of them write, and returns when they have. */
    void write(List<Node> nodes, long seed) throws Exception {
        Random seeds = new Random(seed);
        List<Future<?>> writers = new ArrayList<>();
        for (Node node : nodes) {
            for (int i = 0; i < OF_EACH_KIND; i++) {
                writers.add(start(node, new Random(seeds.nextLong()), this::send));
                writers.add(start(node, new Random(seeds.nextLong()), this::bump));
            }
        }
        threads.shutdown();
        for (Future<?> writer : writers) {
            writer.get(90, TimeUnit.SECONDS);
        }
    }

    private Future<?> start(Node node, Random random, Work work) {
        String own = "own-" + Long.toHexString(random.nextLong());
        activate(node, own);
        return threads.submit(() -> {
            for (int i = 0; i < COMMANDS; i++) {
                boolean alone = random.nextBoolean();
                work.one(node, alone ? own : shared(random.nextInt(SHARED_COUNTERS)), random);
            }
            return null;
        });
    }

    void activateShared(Node node) {
        IntStream.range(0, SHARED_COUNTERS).forEach(i -> activate(node, shared(i)));
    }

    private void activate(Node node, String counter) {
        answered.add(SentCommand.of("counter", counter, "ActivateCounter", "{\"initialValue\":0}")
                .send(node.rest()));
    }

    private void send(Node node, String counter, Random random) {
        String body = "{\"amount\":%d}".formatted(1 + random.nextInt(9));
        answered.add(SentCommand.of("counter", counter, "BumpCounterBy", body).send(node.rest()));
    }

    private void bump(Node node, String counter, Random random) throws Exception {
        Duration pause = Duration.ofMillis(random.nextInt(random.nextInt(10) == 0 ? 40 : 8));
        Bump bump = Bump.of(counter, pause, random.nextInt(5) == 0);
        (node.bumps().bump(bump) ? committed : rolledBack).add(bump.commandId());
    }

    /** Answers over REST. */
    List<Answered> answered() {
        return List.copyOf(answered);
    }

    /** Ids of commands whose transaction was committed. */
    List<String> committed() {
        return List.copyOf(committed);
    }

    /** Ids of commands that had no effect, for whatever reason. */
    List<String> withoutEffect() {
        Stream<String> refused = answered.stream()
                .filter(answer -> !answer.accepted())
                .map(answer -> answer.command().commandId());
        return Stream.concat(rolledBack.stream(), refused).toList();
    }

    private static String shared(int number) {
        return "shared-" + number;
    }
}
