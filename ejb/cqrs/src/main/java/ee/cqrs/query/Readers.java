package ee.cqrs.query;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.Problem;

/** How many queries read at once: the connections of the pool are for those who write, too. */
final class Readers {

    private final Semaphore permits;

    Readers(int most) {
        permits = new Semaphore(most);
    }

    /** @throws CommandException if too many do already */
    <T> T read(Supplier<T> query) {
        if (!permits.tryAcquire()) {
            throw new CommandException(Problem.retry(Problem.Kind.UNAVAILABLE, "Too many queries run", 1));
        }
        try {
            return query.get();
        } finally {
            permits.release();
        }
    }
}
