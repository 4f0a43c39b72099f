package ee.cqrs.store;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Some of the events that somebody wants to read.
 *
 * @param events in their order
 * @param more whether there may be more of them behind these
 */
public record Portion(List<RecordedEvent> events, boolean more) {

    /** What a portion may take in memory, about, if one event does not take more. */
    public static final long BYTES = 4 << 20;

    /** How many events from the first on there is room for: one at least, however large it is. */
    static <T> int countWithin(List<T> events, ToLongFunction<T> bytes) {
        long taken = 0;
        int count = 0;
        while (count < events.size() && taken < BYTES) {
            taken += bytes.applyAsLong(events.get(count));
            count++;
        }
        return count;
    }
}
