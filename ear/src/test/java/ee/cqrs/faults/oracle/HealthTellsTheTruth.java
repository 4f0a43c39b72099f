package ee.cqrs.faults.oracle;

import java.time.Duration;
import java.util.concurrent.Callable;

import ee.cqrs.faults.model.Findings;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * While something is broken the health says so, and when it is repaired as well.
 *
 * @param limit within which it does
 * @param length for how long it has to say so without a break
 */
public record HealthTellsTheTruth(Duration limit, Duration length) {

    /**
     * Waits for it.
     *
     * @param whose the node
     * @param truth what it must say
     * @param health what it says
     */
    public void examine(String whose, Object truth, Callable<?> health, Findings findings) {
        try {
            Awaitility.await().during(length).atMost(limit.plus(length)).until(() -> truth.equals(health.call()));
        } catch (ConditionTimeoutException e) {
            findings.wrong(
                    "the health of %s does not say within %s that it is %s, or not for long", whose, limit, truth);
        }
    }
}
