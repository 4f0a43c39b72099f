package ee.cqrs.registry;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.settings.Settings;

/**
 * The restart intensity of OTP: an aggregate that crashes more than n times within t is set aside until the window has
 * passed. Others are not touched.
 */
@Singleton
public class RestartIntensity {

    private final Map<AggregateId, Deque<Long>> crashes = new ConcurrentHashMap<>();
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
     * Refuses an aggregate that is set aside.
     *
     * @param id which aggregate
     * @throws SetAsideException with the time until it is free again
     */
    public void check(AggregateId id) {
        if (crashes.isEmpty()) {
            return;
        }
        long now = nanoTime.getAsLong();
        crashes.computeIfPresent(id, (key, times) -> {
            if (now - times.peekLast() >= window) {
                return null;
            }
            if (times.size() > limit && times.peekLast() - times.peekFirst() < window) {
                throw new SetAsideException(key, limit, Duration.ofNanos(times.peekLast() + window - now));
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
