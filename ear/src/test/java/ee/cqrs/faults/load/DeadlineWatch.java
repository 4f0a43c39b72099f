package ee.cqrs.faults.load;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.SentCommand;
import org.awaitility.Awaitility;

/**
 * Clients that look at the clock: whatever is broken, an answer comes by the deadline of a command and says whether to
 * try again. They ask for what is in memory, for what has to be restored, and for what the rules refuse.
 */
public final class DeadlineWatch {

    /** The server's default of {@code cqrs.command.deadline}. */
    private static final Duration DEADLINE = Duration.ofSeconds(15);

    /** For what is neither command nor database on a machine that is busy. */
    private static final Duration MARGIN = Duration.ofSeconds(3);

    private static final Set<Integer> CLEAR = Set.of(200, 422, 503, 504);
    private static final Duration PACE = Duration.ofMillis(50);
    private static final Duration END = DEADLINE.multipliedBy(3);

    private final Scenario scenario;
    private final Node node;
    private final String watch;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicLong longest = new AtomicLong();
    private volatile boolean over;

    private DeadlineWatch(Scenario scenario, Node node) {
        this.scenario = scenario;
        this.node = node;
        watch = "watch-" + Long.toHexString(scenario.random().nextLong());
    }

    /** Watches while something is broken and mended. Begins while all is well. */
    public static void during(Scenario scenario, Node node, Action action) throws Exception {
        DeadlineWatch watch = new DeadlineWatch(scenario, node);
        watch.begin();
        try {
            action.run(watch);
        } finally {
            watch.end();
        }
    }

    /** What is done meanwhile. */
    public interface Action {
        void run(DeadlineWatch watch) throws Exception;
    }

    private void begin() {
        send(activate(""));
        client(number -> command("", "BumpCounter", "{}"));
        client(number -> command("", "BumpCounterBy", "{\"amount\":0}"));
        client(number -> activate("-" + number));
    }

    /** The longest time that anybody has waited so far. */
    public Duration longest() {
        return Duration.ofNanos(longest.get());
    }

    /** Waits until so many more were told that they have to come again. */
    public void awaitRefused(int more) {
        int enough = refused.get() + more;
        Awaitility.await("%d commands are refused".formatted(more))
                .atMost(END.multipliedBy(2))
                .until(() -> refused.get() >= enough);
    }

    private void client(Requests requests) {
        threads.execute(() -> {
            for (int number = 1; !over; number++) {
                send(requests.next(number));
                LockSupport.parkNanos(PACE.toNanos());
            }
        });
    }

    private void send(SentCommand command) {
        scenario.model().sent(command);
        long start = System.nanoTime();
        Answered answer = command.send(node.rest());
        long took = System.nanoTime() - start;
        scenario.model().answered(answer);
        refused.addAndGet(answer.accepted() || answer.rejected() ? 0 : 1);
        longest.accumulateAndGet(took, Math::max);
        if (took > DEADLINE.plus(MARGIN).toNanos()) {
            scenario.findings().wrong("%s was answered after %d ms", command, TimeUnit.NANOSECONDS.toMillis(took));
        }
        if (!CLEAR.contains(answer.status())) {
            scenario.findings().wrong("%s was answered by %d %s", command, answer.status(), answer.body());
        }
    }

    private SentCommand activate(String suffix) {
        return command(suffix, "ActivateCounter", "{\"initialValue\":0}");
    }

    private SentCommand command(String suffix, String command, String body) {
        return SentCommand.of("counter", watch + suffix, command, body);
    }

    private void end() throws InterruptedException {
        over = true;
        threads.shutdown();
        if (!threads.awaitTermination(END.toSeconds(), TimeUnit.SECONDS)) {
            scenario.findings().wrong("clients of %s wait for answers after %s", node, END);
        }
        System.out.printf("%s: the longest wait was %d ms%n", node, longest().toMillis());
    }

    private interface Requests {
        SentCommand next(int number);
    }
}
