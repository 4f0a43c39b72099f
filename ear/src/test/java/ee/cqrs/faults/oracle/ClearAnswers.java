package ee.cqrs.faults.oracle;

import java.util.Set;

import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.Findings;

/** Whatever is broken, whoever sends a sound command hears yes, no, not now, or ask again, and never of a defect. */
final class ClearAnswers implements Oracle {

    /** 0 is none at all: the server or the connection is gone. */
    private static final Set<Integer> CLEAR = Set.of(0, 200, 409, 412, 422, 503, 504);

    @Override
    public void examine(Evidence evidence, Findings findings) {
        for (Answered answer : evidence.model().answers()) {
            if (!CLEAR.contains(answer.status()) && !evidence.model().isOfServerAlone(answer)) {
                findings.wrong("%s was answered by %d %s", answer.command(), answer.status(), answer.body());
            }
        }
    }
}
