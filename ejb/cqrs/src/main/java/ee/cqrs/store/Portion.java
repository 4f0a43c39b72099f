package ee.cqrs.store;

import java.util.List;

/**
 * Some of the events that somebody wants to read.
 *
 * @param events in their order
 * @param more whether there may be more of them behind these
 */
public record Portion(List<RecordedEvent> events, boolean more) {

    /** What a portion may take in memory, about, if one event does not take more. */
    public static final long BYTES = 4 << 20;
}
