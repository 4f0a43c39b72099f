package ee.cqrs.command;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import ee.cqrs.registry.Chain;
import ee.cqrs.registry.LiveAggregate;
import ee.cqrs.store.ConflictException;
import ee.cqrs.store.StoreException;
import ee.cqrs.store.SupersededException;
import ee.cqrs.store.UnknownOutcomeException;

/**
 * What the rules said to a command, on a state that may not be durable yet.
 *
 * @param place the aggregate, which stays in memory until the verdict is given; null if it need not
 * @param chain the candidates that it rests on; null if there are none
 * @param save what must be durable before the caller may hear of it
 * @param own whether that is the command's own save
 * @param outcome what he hears then
 */
record Verdict(
        LiveAggregate<?> place,
        Chain<?> chain,
        CompletableFuture<?> save,
        boolean own,
        Supplier<CommandOutcome> outcome) {

    /** An outcome that is durable already. */
    static Verdict known(CommandOutcome outcome) {
        return new Verdict(null, null, CompletableFuture.completedFuture(null), true, () -> outcome);
    }

    /**
     * Waits for the save.
     *
     * @throws SupersededException if it rests on something that was not saved, and must be attempted again
     * @throws ConflictException if another writer came first
     * @throws StoreException if it was certainly not saved
     * @throws UnknownOutcomeException if nobody knows
     * @throws CommandException at the deadline
     */
    CommandOutcome await(IdentifiedCommand command) {
        try {
            save.get(command.nanosLeft(), TimeUnit.NANOSECONDS);
            return outcome.get();
        } catch (ExecutionException e) {
            throw own ? (RuntimeException) e.getCause() : new SupersededException();
        } catch (TimeoutException e) {
            throw new CommandException(late(command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(late(command), e);
        }
    }

    /** Whether it was not saved, or rests on something that was not. */
    boolean isLost() {
        return chain != null && chain.isBroken() && (!save.isDone() || save.isCompletedExceptionally());
    }

    /** Runs when there is nothing more to wait for, on the thread that knows. */
    void whenGiven(Runnable end) {
        if (save.isDone()) {
            end.run();
        } else {
            save.whenComplete((saved, failure) -> end.run());
        }
    }

    private Problem late(IdentifiedCommand command) {
        return own
                ? Problem.retry(
                        Problem.Kind.UNKNOWN_OUTCOME,
                        "The command is still being saved: send it again with the command id " + command.id(),
                        1)
                : Problem.retry(
                        Problem.Kind.UNAVAILABLE, "The commands before this one are still being saved: try again", 1);
    }
}
