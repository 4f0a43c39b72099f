package ee.cqrs.testkit;

import java.util.List;
import java.util.StringJoiner;

/** Two lists of events, line by line: {@code -} was expected, {@code +} happened. */
final class EventDiff {

    private EventDiff() {}

    static String of(List<Record> expected, List<Record> actual) {
        StringJoiner lines = new StringJoiner("\n");
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            Record wanted = i < expected.size() ? expected.get(i) : null;
            Record happened = i < actual.size() ? actual.get(i) : null;
            if (wanted != null && wanted.equals(happened)) {
                lines.add("    " + wanted);
                continue;
            }
            if (wanted != null) {
                lines.add("  - " + wanted);
            }
            if (happened != null) {
                lines.add("  + " + happened);
            }
        }
        return lines.toString();
    }
}
