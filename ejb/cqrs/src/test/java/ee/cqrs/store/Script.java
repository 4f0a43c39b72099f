package ee.cqrs.store;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a test has happen the next times that a thread comes by; nothing when there is no more. */
public final class Script implements Runnable {

    private final Queue<Runnable> next = new ConcurrentLinkedQueue<>();

    public void next(Runnable happening) {
        next.add(happening);
    }

    /** The next one fails. */
    public void fail() {
        next(() -> {
            throw new IllegalStateException("as the test says");
        });
    }

    /** The next one waits at the gate. */
    public Gate hold() {
        Gate gate = new Gate();
        next(gate);
        return gate;
    }

    /** The next one waits at the gate and then fails. */
    public Gate holdAndFail() {
        Gate gate = new Gate();
        next(() -> {
            gate.run();
            throw new IllegalStateException("as the test says");
        });
        return gate;
    }

    /** Nothing happens any more. */
    public void clear() {
        next.clear();
    }

    @Override
    public void run() {
        Runnable happening = next.poll();
        if (happening != null) {
            happening.run();
        }
    }
}
