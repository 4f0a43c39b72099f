package ee.cqrs.bus;

import ee.cqrs.projection.EventContext;

/**
 * What a handler is told.
 *
 * @param event the record: of an event as it is today, or whatever somebody has published
 * @param context where the event stands in the log; null if it does not
 */
public record BusEvent(Record event, EventContext context) {

    /**
     * Whether it is in the log.
     *
     * @return false for what {@link Bus#publishEvent} was given: nobody can read that again
     */
    public boolean isRecorded() {
        return context != null;
    }
}
