package ee.cqrs.faults.oracle;

import java.util.HashSet;
import java.util.Set;

import ee.cqrs.faults.model.Findings;
import ee.cqrs.faults.model.SentCommand;

/** R8: a message that the broker took has had its effect, or lies where refused ones are kept. */
final class TakenIsDone implements Oracle {

    @Override
    public void examine(Evidence evidence, Findings findings) {
        Set<String> done = new HashSet<>(evidence.log().byCommand().keySet());
        evidence.model().accepted().forEach(answer -> done.add(answer.command().commandId()));
        for (SentCommand command : evidence.model().taken()) {
            boolean aside = evidence.setAside().contains(command.commandId());
            if (!done.contains(command.commandId()) && !aside) {
                findings.lost("the broker took %s, and nothing came of it", command);
            } else if (done.contains(command.commandId()) && aside) {
                findings.wrong("%s was done, and is set aside as well", command);
            }
        }
    }
}
