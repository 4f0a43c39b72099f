package ee.cqrs.subscription;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The threads that one subscription may have at once, in the order in which its partitions want them. There are fewer than in
 * all: one whose partitions all hang leaves something to others.
 */
final class Lane {

    private final int most;
    private final Queue<Partition> waiting = new ArrayDeque<>();
    private int running;

    /** @param threads how many there are for all subscriptions */
    Lane(int threads) {
        most = threads - 1;
    }

    /** Runs a turn that has begun, when there is room. */
    synchronized void give(Partition partition, Executor workers) {
        waiting.add(partition);
        startNext(workers);
    }

    /** Those that still wait get no turn. */
    synchronized void clear() {
        waiting.forEach(Partition::giveUpTurn);
        waiting.clear();
    }

    private void startNext(Executor workers) {
        if (running >= most || waiting.isEmpty()) {
            return;
        }
        Partition next = waiting.remove();
        try {
            workers.execute(() -> run(next, workers));
            running++;
        } catch (RejectedExecutionException e) { // the node stops
            next.giveUpTurn();
        } catch (RuntimeException | Error e) { // no thread can be made now; it wants a turn again at the next look
            next.giveUpTurn();
            throw e;
        }
    }

    private void run(Partition partition, Executor workers) {
        try {
            partition.run();
        } finally {
            end(workers);
        }
    }

    private synchronized void end(Executor workers) {
        running--;
        startNext(workers);
    }
}
