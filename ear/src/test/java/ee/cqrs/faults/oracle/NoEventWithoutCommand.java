package ee.cqrs.faults.oracle;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.faults.model.EventLog;
import ee.cqrs.faults.model.Findings;
import ee.cqrs.faults.model.Model;
import ee.cqrs.faults.model.SentCommand;

/** Every event comes from a command that was sent, and that nobody was told to be without effect. */
final class NoEventWithoutCommand implements Oracle {

    @Override
    public void examine(Evidence evidence, Findings findings) {
        Model model = evidence.model();
        Map<String, List<JsonNode>> byCommand = evidence.log().byCommand();
        byCommand.forEach((commandId, events) -> {
            if (!model.wasSent(commandId)) {
                findings.wrong("%s is of no command that was sent", EventLog.named(events.get(0)));
            }
        });
        withoutEffect("rejected", model.rejected(), byCommand, findings);
        withoutEffect("refused", model.refused(), byCommand, findings);
    }

    private static void withoutEffect(
            String how, List<SentCommand> commands, Map<String, List<JsonNode>> byCommand, Findings findings) {
        for (SentCommand command : commands) {
            byCommand
                    .getOrDefault(command.commandId(), List.of())
                    .forEach(event -> findings.wrong("%s, but the command was %s", EventLog.named(event), how));
        }
    }
}
