package ee.cqrs.command;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.persistence.NoResultException;
import jakarta.persistence.NonUniqueResultException;
import jakarta.persistence.PersistenceException;

import ee.cqrs.catalogue.UnreadableException;
import ee.cqrs.registry.BusyException;
import ee.cqrs.registry.SetAsideException;
import ee.cqrs.store.Blame;
import ee.cqrs.store.EventsLostException;
import ee.cqrs.store.ProjectionFailureException;
import ee.cqrs.store.QueueFullException;
import ee.cqrs.store.StoreException;
import org.jboss.logging.Logger;

/** The one place where failures become problems, and where those that somebody must look at are logged. */
public final class Failures {

    private static final Logger LOG = Logger.getLogger(Failures.class);
    private static final int SOON = 1;
    private static final String ENDED = "57014";

    /** What beans throw when their application is being taken away. Code in it does not see these classes. */
    private static final Set<String> STOPPED = Set.of(
            "org.jboss.as.ee.component.ComponentIsStoppedException",
            "org.jboss.as.ejb3.component.EJBComponentUnavailableException");

    private Failures() {}

    static CommandException translate(CommandMessage message, RuntimeException failure) {
        CommandException translated =
                failure instanceof CommandException own ? own : new CommandException(problem(failure), failure);
        log(
                "The command %s with id %s for %s"
                        .formatted(
                                message.command().getClass().getSimpleName(), message.commandId(), message.aggregate()),
                translated);
        return translated.of(message.commandId());
    }

    /**
     * Translates the failure of a query.
     *
     * @param what the query, for the log
     * @param failure what was thrown
     * @return the problem to answer
     */
    public static Problem translate(String what, RuntimeException failure) {
        CommandException translated =
                failure instanceof CommandException own ? own : new CommandException(problem(failure), failure);
        log(what, translated);
        return translated.problem();
    }

    private static Problem problem(RuntimeException failure) {
        if (failure instanceof BusyException busy) {
            return Problem.retry(
                    Problem.Kind.UNAVAILABLE,
                    busy.getMessage(),
                    busy.retryAfter().toSeconds());
        }
        if (failure instanceof QueueFullException full) {
            return Problem.retry(Problem.Kind.UNAVAILABLE, full.getMessage() + ": try again", SOON);
        }
        if (failure instanceof SetAsideException aside) {
            return Problem.retry(
                    Problem.Kind.SET_ASIDE,
                    aside.getMessage(),
                    aside.retryAfter().toSeconds() + 1);
        }
        if (failure instanceof GivenUpException late) {
            return Problem.of(Problem.Kind.INTERNAL, late.getMessage() + ". The server's log tells where it hung");
        }
        if (failure instanceof UnreadableException unreadable) {
            return Problem.of(
                    Problem.Kind.INTERNAL, "%s (log reference %s)".formatted(unreadable.getMessage(), reference()));
        }
        if (failure instanceof ProjectionFailureException || failure instanceof EventsLostException) {
            return Problem.of(
                    Problem.Kind.INTERNAL,
                    "%s; nothing was saved (log reference %s)".formatted(failure.getMessage(), reference()));
        }
        if (isStop(failure)) {
            return Problem.retry(
                    Problem.Kind.UNAVAILABLE,
                    "The application stops; nothing was saved: try again, with the same command id",
                    SOON);
        }
        boolean dataAtFault = failure instanceof StoreException refused && refused.dataAtFault();
        if (failure instanceof StoreException store && !dataAtFault) {
            return Problem.retry(Problem.Kind.UNAVAILABLE, store.getMessage() + "; nothing was saved: try again", SOON);
        }
        if (!dataAtFault && isEnded(failure)) {
            return Problem.retry(
                    Problem.Kind.UNAVAILABLE, "The database ended a statement that took too long: try again", SOON);
        }
        if (!dataAtFault && isDatabase(failure)) {
            return Problem.retry(
                    Problem.Kind.UNAVAILABLE, "The database is away: try again, with the same command id", SOON);
        }
        return Problem.of(
                Problem.Kind.INTERNAL,
                "The server failed; what is sent again takes the same command id. Its log tells more under the reference "
                        + reference());
    }

    /** Stands in the answer and in the log. */
    private static String reference() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    /** By a limit on how long it may take. */
    private static boolean isEnded(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException sql && ENDED.equals(sql.getSQLState()));
    }

    private static boolean isDatabase(Throwable failure) {
        boolean database = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Blame.of(sql) != StoreException.Fault.DATA;
            }
            database |= cause instanceof PersistenceException
                    && !(cause instanceof NoResultException || cause instanceof NonUniqueResultException);
        }
        return database;
    }

    /**
     * Whether nothing is wrong but that the application is being taken away.
     *
     * @param failure what a bean threw
     * @return true if it is stopped
     */
    public static boolean isStop(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> STOPPED.contains(cause.getClass().getName()));
    }

    private static void log(String what, CommandException failure) {
        switch (failure.problem().kind()) {
            case INTERNAL -> {
                if (failure.getCause() instanceof GivenUpException) { // reported with its stack when it was given up
                    LOG.infof("%s has returned: %s", what, failure.problem().detail());
                } else {
                    LOG.errorf(failure, "%s failed: %s", what, failure.problem().detail());
                }
            }
            case UNKNOWN_OUTCOME -> LOG.warnf("%s has an unknown outcome: %s", what, StoreException.rootOf(failure));
            case UNAVAILABLE -> {
                if (failure.getCause() instanceof BusyException || failure.getCause() instanceof QueueFullException) {
                    LOG.debugf("%s was refused: %s", what, failure.getMessage());
                } else {
                    LOG.warnf("%s failed: %s", what, StoreException.rootOf(failure));
                }
            }
            default -> LOG.debugf("%s was refused: %s", what, failure.getMessage());
        }
    }
}
