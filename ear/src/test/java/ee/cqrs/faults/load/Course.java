package ee.cqrs.faults.load;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.Model;

/** What the clients of one load share: whether it goes on, the model, and how many answers of each kind there were. */
final class Course {

    private static final Duration BEFORE_NEXT_TRY = Duration.ofMillis(50);

    /** Leaves most of the processors to the server: a load is no benchmark, and what it sends has to be judged. */
    private static final Duration BETWEEN_COMMANDS = Duration.ofMillis(5);

    private final Model model;
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicLong toldPosition = new AtomicLong();
    private final Set<Entrance> served = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    Course(Model model) {
        this.model = model;
    }

    Model model() {
        return model;
    }

    boolean goesOn() {
        return !over;
    }

    void end() {
        over = true;
    }

    int accepted() {
        return accepted.get();
    }

    int refused() {
        return refused.get();
    }

    /** Whether each kind of client has been served at least once. */
    boolean everybodyServed() {
        return served.containsAll(EnumSet.allOf(Entrance.class));
    }

    void served(Entrance entrance) {
        served.add(entrance);
    }

    void heard(Entrance entrance, Answered answer) {
        model.answered(answer);
        if (answer.accepted()) {
            served(entrance);
            accepted.incrementAndGet();
            toldPosition.accumulateAndGet(answer.body().path("position").asLong(), Math::max);
        } else if (!answer.rejected()) {
            refused.incrementAndGet();
        }
    }

    /** Before something that failed is tried again. */
    void pause() {
        LockSupport.parkNanos(BEFORE_NEXT_TRY.toNanos());
    }

    /** After so many commands. */
    void pace(int commands) {
        LockSupport.parkNanos(BETWEEN_COMMANDS.multipliedBy(commands).toNanos());
    }

    /** The last position that a client was told of. */
    long toldPosition() {
        return toldPosition.get();
    }
}
