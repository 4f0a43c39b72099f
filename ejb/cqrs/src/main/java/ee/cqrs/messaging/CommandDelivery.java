package ee.cqrs.messaging;

import java.time.Duration;
import java.util.function.Supplier;

import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.cqrs.command.CommandException;
import ee.cqrs.command.CommandOutcome;
import ee.cqrs.command.Failures;
import ee.cqrs.command.Problem;
import ee.cqrs.command.ProblemDocument;
import ee.cqrs.json.Json;
import ee.cqrs.settings.Backoff;
import org.jboss.logging.Logger;

/**
 * Delivers one message to the gateway. What passes by itself is waited for right
 * here, so that no later message of the group overtakes, and an outage costs no delivery attempt. What keeps failing is
 * given up after a few tries, and what hangs at the deadline of its command.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CommandDelivery {

    private static final Logger LOG = Logger.getLogger(CommandDelivery.class);

    private static final int MAX_FAILURES = 3;
    private static final String STOPS = "The server stops; the broker will deliver the message again";
    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(5));

    @Inject
    private CommandMessageReader reader;

    @Inject
    private CommandThreads threads;

    @Inject
    private Pauses pauses;

    @Inject
    private Json json;

    /**
     * Delivers a message.
     *
     * @param message the message
     * @return what became of it
     * @throws IllegalStateException if the server stops before that is known: the broker delivers the message again
     */
    public Result deliver(Message message) {
        Duration pause = PAUSES.first();
        int failures = 0;
        while (true) {
            try {
                return result(threads.send(reader.read(message)));
            } catch (EJBException e) { // an Error in the gateway, which the container has logged
                if (Failures.isStop(e)) {
                    throw new IllegalStateException(STOPS, e);
                }
                if (++failures == MAX_FAILURES) {
                    return result(message, Problem.of(Problem.Kind.INTERNAL, "The server failed"));
                }
            } catch (CommandThreads.HangingException e) { // it passes, if ever, when its rules return
                return result(message, e.problem());
            } catch (CommandException e) {
                failures += e.problem().kind() == Problem.Kind.INTERNAL ? 1 : 0;
                if (!passes(e.problem()) || failures == MAX_FAILURES) {
                    return result(message, e.problem());
                }
            }
            if (!pauses.take(pause)) {
                throw new IllegalStateException(STOPS);
            }
            pause = PAUSES.longer(pause);
        }
    }

    private static boolean passes(Problem problem) {
        return switch (problem.kind()) {
            case UNAVAILABLE, SET_ASIDE, UNKNOWN_OUTCOME, CONFLICT, INTERNAL -> true;
            default -> false;
        };
    }

    private Result result(CommandOutcome outcome) {
        return outcome instanceof CommandOutcome.Rejected rejected
                ? result(Problem.rejected(rejected), rejected.commandId())
                : new Result(200, () -> accepted(outcome), null);
    }

    private String accepted(CommandOutcome outcome) {
        ObjectNode accepted = json.mapper().valueToTree(outcome);
        return accepted.put("status", 200).toString();
    }

    private Result result(Message message, Problem problem) {
        String commandId = null;
        try {
            commandId = CommandMessageReader.commandId(message);
        } catch (JMSException e) {
            LOG.debug("A message without a readable id", e);
        }
        return result(problem, commandId);
    }

    private Result result(Problem problem, String commandId) {
        return new Result(problem.kind().status(), () -> json.write(ProblemDocument.of(problem, commandId)), problem);
    }

    /**
     * What became of a message.
     *
     * @param status as in HTTP
     * @param body the answer, JSON, as over HTTP; most senders want none
     * @param problem what went wrong; null if the command was accepted
     */
    public record Result(int status, Supplier<String> body, Problem problem) {

        /**
         * Whether somebody has to look at the message, for it could not be read or keeps failing.
         *
         * @return false if the command was accepted, or refused for what it asks
         */
        boolean unhandled() {
            return problem != null
                    && switch (problem.kind()) {
                        case REJECTED, INDEX_MISMATCH, KEY_REUSED -> false;
                        default -> true;
                    };
        }
    }
}
