package ee.cqrs.faults.report;

import java.util.List;

/**
 * What one scenario on one database came to.
 *
 * @param scenario its name
 * @param database where the events were kept
 * @param seed replays it
 * @param started when, in milliseconds since 1970
 * @param seconds how long it took in all
 * @param injections what was broken, in order
 * @param sent commands
 * @param acknowledged commands with a success
 * @param rejected commands, by the rules
 * @param unknown commands of which a client did not know at some time what became of them
 * @param lost acknowledged, or shown, and gone
 * @param duplicated with more than their one effect, or shown twice
 * @param wrong every other broken promise
 * @param recoveryMillis the longest time until the server worked again; null if nothing had to recover
 * @param verdict passed, failed: why, or skipped: why
 * @param findings sentences about what is lost, duplicated or wrong
 */
public record Row(
        String scenario,
        String database,
        long seed,
        long started,
        long seconds,
        List<String> injections,
        int sent,
        int acknowledged,
        int rejected,
        int unknown,
        int lost,
        int duplicated,
        int wrong,
        Long recoveryMillis,
        String verdict,
        List<String> findings) {

    public static final String PASSED = "passed";
    private static final String SKIPPED = "skipped: ";
    private static final String FAILED = "failed: ";

    public Row failed(String why) {
        return withVerdict(FAILED + why);
    }

    public Row skipped(String why) {
        return withVerdict(SKIPPED + why);
    }

    public boolean passed() {
        return verdict.equals(PASSED);
    }

    private Row withVerdict(String changed) {
        return new Row(
                scenario,
                database,
                seed,
                started,
                seconds,
                injections,
                sent,
                acknowledged,
                rejected,
                unknown,
                lost,
                duplicated,
                wrong,
                recoveryMillis,
                changed,
                findings);
    }
}
