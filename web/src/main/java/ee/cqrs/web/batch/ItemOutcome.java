package ee.cqrs.web.batch;

import java.util.List;

import ee.cqrs.command.CommandOutcome;
import ee.cqrs.store.RecordedEvent;

/**
 * An accepted command of a batch: the answer that it would have got alone, with its status.
 *
 * @param status 200
 * @param commandId see {@link CommandOutcome.Accepted}
 * @param aggregate see {@link CommandOutcome.Accepted}
 * @param position see {@link CommandOutcome.Accepted}
 * @param events see {@link CommandOutcome.Accepted}
 */
record ItemOutcome(
        int status, String commandId, CommandOutcome.Address aggregate, Long position, List<RecordedEvent> events) {

    static ItemOutcome of(CommandOutcome.Accepted accepted) {
        return new ItemOutcome(200, accepted.commandId(), accepted.aggregate(), accepted.position(), accepted.events());
    }
}
