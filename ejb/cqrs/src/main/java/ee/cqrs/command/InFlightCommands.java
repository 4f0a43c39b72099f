package ee.cqrs.command;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.registry.BusyException;
import ee.cqrs.settings.Settings;

/** Equal command ids meet here: the second waits until the first is done, and then finds its outcome. */
@Singleton
class InFlightCommands {

    private final Map<String, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();
    private final Duration waitLimit;

    @Inject
    InFlightCommands(Settings settings) {
        waitLimit = settings.waitLimit();
    }

    /**
     * Waits until no equal id is under way; {@link #leave} must follow.
     *
     * @return whether there was one
     */
    boolean enter(String commandId) {
        boolean waited = false;
        long deadline = System.nanoTime() + waitLimit.toNanos();
        CompletableFuture<Void> mine = new CompletableFuture<>();
        for (var other = underWay.putIfAbsent(commandId, mine);
                other != null;
                other = underWay.putIfAbsent(commandId, mine)) {
            await(other, commandId, deadline - System.nanoTime());
            waited = true;
        }
        return waited;
    }

    /** Enters if no equal id is under way. */
    boolean tryEnter(String commandId) {
        return underWay.putIfAbsent(commandId, new CompletableFuture<>()) == null;
    }

    void leave(String commandId) {
        underWay.remove(commandId).complete(null);
    }

    private static void await(CompletableFuture<Void> other, String commandId, long nanos) {
        try {
            other.get(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy(commandId);
        } catch (TimeoutException | ExecutionException e) {
            throw busy(commandId);
        }
    }

    private static BusyException busy(String commandId) {
        return new BusyException("The command " + commandId + " is under way", Duration.ofSeconds(1));
    }
}
