package ee.cqrs.subscription;

import java.util.List;

import ee.cqrs.store.RecordedEvent;

/**
 * A piece of the log.
 *
 * @param events in the order of their position
 * @param last the last position that was read
 */
public record LogSlice(List<RecordedEvent> events, long last) {}
