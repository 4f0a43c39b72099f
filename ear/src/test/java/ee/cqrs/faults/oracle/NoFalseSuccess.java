package ee.cqrs.faults.oracle;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.EventLog;
import ee.cqrs.faults.model.Findings;

/** A success is about the command that was sent, and the same each time it is told. */
final class NoFalseSuccess implements Oracle {

    @Override
    public void examine(Evidence evidence, Findings findings) {
        evidence.model().accepted().forEach(answer -> isAboutItsCommand(answer, findings));
        evidence.model().acceptedAgain().forEach(answers -> areTheSame(answers, findings));
    }

    private static void isAboutItsCommand(Answered answer, Findings findings) {
        String commandId = answer.command().commandId();
        String aggregate = answer.command().type() + "/" + answer.command().id();
        if (!answer.body().path("commandId").asText().equals(commandId)) {
            findings.wrong("the answer to %s is about another: %s", answer.command(), answer.body());
        }
        for (JsonNode event : answer.events()) {
            if (!EventLog.commandId(event).equals(commandId)
                    || !EventLog.aggregate(event).equals(aggregate)) {
                findings.wrong("the answer to %s has %s", answer.command(), EventLog.named(event));
            }
        }
    }

    private static void areTheSame(List<Answered> answers, Findings findings) {
        Answered first = answers.get(0);
        for (Answered again : answers) {
            if (!again.body().equals(first.body())) {
                findings.wrong("%s has two answers: %s and %s", first.command(), first.body(), again.body());
            }
        }
    }
}
