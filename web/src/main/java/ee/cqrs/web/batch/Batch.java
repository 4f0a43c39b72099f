package ee.cqrs.web.batch;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.CommandGateway;
import ee.cqrs.command.CommandOutcome;
import ee.cqrs.command.CommandReader;
import ee.cqrs.command.Failures;
import ee.cqrs.command.Problem;
import ee.cqrs.command.ProblemDocument;
import ee.cqrs.json.Json;

/** Handles the commands of a batch, one at a time; whatever becomes of one, the next has its turn. */
@Singleton
class Batch {

    private final Json json;
    private final CommandReader reader;
    private final CommandGateway gateway;

    @Inject
    Batch(Json json, CommandReader reader, CommandGateway gateway) {
        this.json = json;
        this.reader = reader;
        this.gateway = gateway;
    }

    /** Answers an item that was sent as bytes: with an {@link ItemOutcome} or a {@link ProblemDocument}. */
    Record handle(byte[] item, String origin, String correlationId) {
        try {
            return handle(JsonText.decode(item), origin, correlationId);
        } catch (CommandException e) {
            return ProblemDocument.of(e.problem(), null);
        }
    }

    /** Answers an item: with an {@link ItemOutcome} or a {@link ProblemDocument}. */
    Record handle(String text, String origin, String correlationId) {
        String commandId = null;
        try {
            Item item = Item.read(json, text);
            commandId = item.envelope().commandId();
            return answer(gateway.send(reader.read(item.request(origin, correlationId))));
        } catch (CommandException e) {
            return ProblemDocument.of(e.problem(), e.commandId() == null ? commandId : e.commandId());
        } catch (RuntimeException e) {
            return ProblemDocument.of(Failures.translate("A command of a batch", e), commandId);
        }
    }

    private static Record answer(CommandOutcome outcome) {
        return outcome instanceof CommandOutcome.Rejected rejected
                ? ProblemDocument.of(Problem.rejected(rejected), rejected.commandId())
                : ItemOutcome.of((CommandOutcome.Accepted) outcome);
    }
}
