package ee.cqrs.registry;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.settings.Settings;

/**
 * The restart intensity of OTP: an aggregate that crashes more than n times within t is set aside until the window has
 * passed, and one in which an attempt hangs for as long as it does, so that it takes no second thread. Others are not touched.
 */
@Singleton
public class RestartIntensity {

    private final Map<AggregateId, Deque<Long>> crashes = new ConcurrentHashMap<>();
    private final Set<AggregateId> hanging = ConcurrentHashMap.newKeySet();
    private final int limit;
    private final long window;
    private final LongSupplier nanoTime;

    /**
     * Injected.
     *
     * @param settings n and t
     */
    @Inject
    public RestartIntensity(Settings settings) {
        this(settings.crashLimit(), settings.crashWindow(), System::nanoTime);
    }

    RestartIntensity(int limit, Duration window, LongSupplier nanoTime) {
        this.limit = limit;
        this.window = window.toNanos();
        this.nanoTime = nanoTime;
    }

    /**
     * Counts a crash.
     *
     * @param id which aggregate
     */
    public void crashed(AggregateId id) {
        crashes.compute(id, (key, times) -> {
            Deque<Long> recent = times == null ? new ArrayDeque<>() : times;
            recent.addLast(nanoTime.getAsLong());
            if (recent.size() > limit + 1) {
                recent.removeFirst();
            }
            return recent;
        });
    }

    /**
     * An attempt was given up that has not returned.
     *
     * @param id which aggregate
     */
    public void hangs(AggregateId id) {
        hanging.add(id);
    }

    /**
     * It has returned: a crash like any other.
     *
     * @param id which aggregate
     */
    public void returned(AggregateId id) {
        crashed(id);
        hanging.remove(id);
    }

    /**
     * Refuses an aggregate that is set aside.
     *
     * @param id which aggregate
     * @throws SetAsideException with the time until it is free again, or until it is worth to ask again
     */
    public void check(AggregateId id) {
        if (hanging.contains(id)) {
            throw new SetAsideException(id, "a command hangs in its rules", Duration.ofNanos(window));
        }
        if (crashes.isEmpty()) {
            return;
        }
        long now = nanoTime.getAsLong();
        crashes.computeIfPresent(id, (key, times) -> {
            if (now - times.peekLast() >= window) {
                return null;
            }
            if (times.size() > limit && times.peekLast() - times.peekFirst() < window) {
                throw new SetAsideException(
                        key,
                        "it crashed more than %d times in a row".formatted(limit),
                        Duration.ofNanos(times.peekLast() + window - now));
            }
            return times;
        });
    }

    /** Forgets crashes that are past the window. */
    public void forgetOld() {
        long now = nanoTime.getAsLong();
        crashes.keySet()
                .forEach(id ->
                        crashes.computeIfPresent(id, (key, times) -> now - times.peekLast() >= window ? null : times));
    }
}
