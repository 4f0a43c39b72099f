package ee.cqrs.it.order;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.EventLog;
import ee.cqrs.faults.model.Findings;
import ee.cqrs.faults.model.Model;
import ee.cqrs.faults.oracle.Oracle;

import static org.assertj.core.api.Assertions.assertThat;

/** What must be true of a log. */
final class Logs {

    private Logs() {}

    /** It is dense, no command had its effect twice, and what was answered is true. */
    static void assertSound(EventLog log, List<Answered> answers) throws Exception {
        Model model = new Model();
        answers.forEach(model::answered);
        Findings findings = new Findings();
        Oracle.judge(Oracle.ofAnswers(), model, log, findings);
        assertThat(findings.sentences()).isEmpty();
    }

    /** Every id has exactly one event. */
    static void assertHoldsOneEventOfEach(EventLog log, List<String> commandIds) {
        Map<String, List<JsonNode>> byCommand = log.byCommand();
        for (String commandId : commandIds) {
            assertThat(byCommand.getOrDefault(commandId, List.of()))
                    .as("events of %s", commandId)
                    .hasSize(1);
        }
    }

    static void assertHoldsNoneOf(EventLog log, List<String> commandIds) {
        assertThat(log.byCommand()).as("events by command id").doesNotContainKeys(commandIds.toArray(String[]::new));
    }
}
