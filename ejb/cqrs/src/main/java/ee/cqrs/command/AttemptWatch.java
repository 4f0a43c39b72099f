package ee.cqrs.command;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.registry.LiveAggregate;
import ee.cqrs.registry.RestartIntensity;
import ee.cqrs.settings.Settings;
import org.jboss.logging.Logger;

/**
 * Looks after the rules while they decide. No thread is ever interrupted: an attempt that takes too long is given up, so that
 * its late decision counts no more, and its aggregate is set aside until it returns.
 */
@Singleton
public class AttemptWatch {

    private static final Logger LOG = Logger.getLogger(AttemptWatch.class);

    /** A process that was frozen counts no more than this. */
    private static final long MOST_BETWEEN_LOOKS = TimeUnit.SECONDS.toNanos(2);

    private final Set<RunningAttempt> running = ConcurrentHashMap.newKeySet();
    private final List<Consumer<OverdueAttempt>> listeners = new CopyOnWriteArrayList<>();
    private final RestartIntensity intensity;
    private final Settings settings;
    private final LongSupplier nanoTime;
    private long lastLook;

    /**
     * Injected.
     *
     * @param intensity sets aggregates aside
     * @param settings how long an attempt may take
     */
    @Inject
    public AttemptWatch(RestartIntensity intensity, Settings settings) {
        this(intensity, settings, System::nanoTime);
    }

    AttemptWatch(RestartIntensity intensity, Settings settings, LongSupplier nanoTime) {
        this.intensity = intensity;
        this.settings = settings;
        this.nanoTime = nanoTime;
        lastLook = nanoTime.getAsLong();
    }

    /**
     * Has an attempt made on this thread.
     *
     * @throws GivenUpException if it was given up before it returned
     */
    <T> T watched(LiveAggregate<?> place, IdentifiedCommand command, Supplier<T> attempt) {
        RunningAttempt begun = new RunningAttempt(place, command, nanoTime.getAsLong());
        running.add(begun);
        try {
            return attempt.get();
        } finally {
            running.remove(begun);
            if (!begun.end(intensity)) {
                throw new GivenUpException(begun, settings.attemptLimit());
            }
        }
    }

    /** Gives up what takes too long, and tells of those whose callers wait in vain. To be called about once a second. */
    public synchronized void watch() {
        long now = nanoTime.getAsLong();
        long step = Math.min(now - lastLook, MOST_BETWEEN_LOOKS);
        lastLook = now;
        for (RunningAttempt attempt : running) {
            attempt.look(now, step);
            if (attempt.takesLongerThan(settings.attemptLimit()) && attempt.giveUp(intensity)) {
                report(attempt);
            }
            if (attempt.becomesOverdue()) {
                OverdueAttempt overdue = new OverdueAttempt(attempt.thread(), answer(attempt));
                attempt.whileItRuns(() -> listeners.forEach(listener -> listener.accept(overdue)));
            }
        }
    }

    /**
     * Whether nobody knows when an aggregate will be free again.
     *
     * @param id which aggregate
     * @return true while an attempt on it that was given up runs past the deadline of its command
     */
    public boolean hangsPastDeadline(AggregateId id) {
        return running.stream()
                .anyMatch(attempt -> attempt.aggregate().equals(id) && attempt.isGivenUp() && attempt.isPastDeadline());
    }

    /**
     * Who is told of callers that wait in vain.
     *
     * @param listener called for each, by the thread that watches, while the attempt still runs, and once more if the attempt
     *     is given up only then; it must not wait
     */
    public void addListener(Consumer<OverdueAttempt> listener) {
        listeners.add(listener);
    }

    /**
     * Who is told no more.
     *
     * @param listener as it was added
     */
    public void removeListener(Consumer<OverdueAttempt> listener) {
        listeners.remove(listener);
    }

    /**
     * The attempts that were given up and have not returned.
     *
     * @return in no order
     */
    public List<Hanging> hanging() {
        return running.stream()
                .filter(RunningAttempt::isGivenUp)
                .map(attempt -> new Hanging(
                        attempt.aggregate(), attempt.command().id(), attempt.duration(nanoTime.getAsLong())))
                .toList();
    }

    /**
     * An attempt that hangs.
     *
     * @param aggregate which aggregate
     * @param commandId the command
     * @param since how long it has been running
     */
    public record Hanging(AggregateId aggregate, String commandId, Duration since) {}

    private void report(RunningAttempt attempt) {
        Throwable where =
                new Throwable("Here it hangs, in the thread " + attempt.thread().getName());
        where.setStackTrace(attempt.thread().getStackTrace());
        LOG.errorf(
                where,
                "%s is set aside: the command %s with id %s hangs in its rules for %d ms. It is given up; its thread is"
                        + " lost until it returns",
                attempt.aggregate(),
                attempt.command().message().command().getClass().getSimpleName(),
                attempt.command().id(),
                attempt.duration(nanoTime.getAsLong()).toMillis());
    }

    private CommandException answer(RunningAttempt attempt) {
        Problem problem = attempt.isGivenUp()
                ? Problem.retry(
                        Problem.Kind.SET_ASIDE,
                        attempt.aggregate() + " is set aside: the command hangs in its rules; nothing of it is saved",
                        settings.crashWindow().toSeconds() + 1)
                : Problem.retry(
                        Problem.Kind.UNKNOWN_OUTCOME,
                        "The command is still being attempted: send it again with the command id "
                                + attempt.command().id(),
                        1);
        return new CommandException(problem).of(attempt.command().id());
    }
}
