package ee.cqrs.web.batch;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.CommandGateway;
import ee.cqrs.command.CommandMessage;
import ee.cqrs.command.CommandOutcome;
import ee.cqrs.command.CommandReader;
import ee.cqrs.command.CommandResult;
import ee.cqrs.command.Failures;
import ee.cqrs.command.Problem;
import ee.cqrs.command.ProblemDocument;
import ee.cqrs.json.Json;

/** Handles the commands of a batch; whatever becomes of one, the others are on their own. */
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

    /** Answers items, in order: each with an {@link ItemOutcome} or a {@link ProblemDocument}. */
    List<Record> handle(List<RawItem> items, String origin, String correlationId) {
        List<Record> answers = new ArrayList<>(items.size());
        List<CommandMessage> messages = new ArrayList<>(items.size());
        for (RawItem item : items) {
            answers.add(read(item, origin, correlationId, messages));
        }
        Iterator<CommandResult> results = gateway.sendAll(messages).iterator();
        answers.replaceAll(problem -> problem == null ? answer(results.next()) : problem);
        return answers;
    }

    /** Adds the item to the messages and returns null, or returns what is wrong with it. */
    private Record read(RawItem raw, String origin, String correlationId, List<CommandMessage> messages) {
        if (raw.problem() != null) {
            return ProblemDocument.of(raw.problem(), null);
        }
        String commandId = null;
        try {
            Item item = Item.read(json, raw.text());
            commandId = item.envelope().commandId();
            messages.add(reader.read(item.request(origin, correlationId)));
            return null;
        } catch (CommandException e) {
            return ProblemDocument.of(e.problem(), commandId);
        } catch (RuntimeException e) {
            return ProblemDocument.of(Failures.translate("A command of a batch", e), commandId);
        }
    }

    private static Record answer(CommandResult result) {
        return result.failure() == null
                ? answer(result.outcome())
                : ProblemDocument.of(
                        result.failure().problem(), result.failure().commandId());
    }

    private static Record answer(CommandOutcome outcome) {
        return outcome instanceof CommandOutcome.Rejected rejected
                ? ProblemDocument.of(Problem.rejected(rejected), rejected.commandId())
                : ItemOutcome.of((CommandOutcome.Accepted) outcome);
    }
}
