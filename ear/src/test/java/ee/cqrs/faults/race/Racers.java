package ee.cqrs.faults.race;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import ee.cqrs.faults.Node;

/** Clients that change the same aggregates and ask about them, on several nodes, until they are stopped. */
public final class Racers {

    private static final int ON_EACH_NODE = 4;
    private static final long PATIENCE_SECONDS = 120;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> racers = new ArrayList<>();
    private volatile boolean over;

    private Racers() {}

    /** Starts some for every node. */
    public static Racers start(List<Raced> raced, List<Node> nodes, long seed) {
        Racers racers = new Racers();
        Random seeds = new Random(seed);
        for (Node node : nodes) {
            for (int i = 0; i < ON_EACH_NODE; i++) {
                Random random = new Random(seeds.nextLong());
                racers.racers.add(racers.threads.submit(() -> {
                    while (!racers.over) {
                        raced.get(random.nextInt(raced.size())).any(node, random);
                    }
                    return null;
                }));
            }
        }
        racers.threads.shutdown();
        return racers;
    }

    /** Ends them, each after its present question. */
    public void stop() throws Exception {
        over = true;
        for (Future<?> racer : racers) {
            racer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
