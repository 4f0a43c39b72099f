package ee.cqrs.faults.oracle;

import java.util.HashSet;
import java.util.Set;

import ee.cqrs.faults.model.Findings;
import ee.cqrs.faults.model.SentCommand;

/** R8: a message that the broker took has had its effect; one that nobody can handle lies where those are kept. */
final class TakenIsDone implements Oracle {

    @Override
    public void examine(Evidence evidence, Findings findings) {
        Set<String> done = new HashSet<>(evidence.log().byCommand().keySet());
        evidence.model().accepted().forEach(answer -> done.add(answer.command().commandId()));
        for (SentCommand command : evidence.model().taken()) {
            if (!done.contains(command.commandId())) {
                findings.lost("the broker took %s, and nothing came of it", command);
            }
            if (evidence.setAside().contains(command.commandId())) {
                findings.wrong("%s is set aside, though nothing is wrong with it", command);
            }
        }
        for (SentCommand command : evidence.model().unfit()) {
            if (!evidence.setAside().contains(command.commandId())) {
                findings.lost("the broker took %s, and nobody can look at it", command);
            }
            if (done.contains(command.commandId())) {
                findings.wrong("%s was done, though nobody can handle it", command);
            }
        }
    }
}
