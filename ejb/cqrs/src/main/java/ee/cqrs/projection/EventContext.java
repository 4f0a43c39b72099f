package ee.cqrs.projection;

import java.time.Instant;

import ee.cqrs.store.EventMeta;

/**
 * What there is to know of an event beside its fields.
 *
 * @param type the type of the aggregate
 * @param id the id of the aggregate
 * @param index the number of the event in its aggregate, from 0
 * @param position the number of the event in the whole log, from 1; an inline projection is called before there is one
 * @param timestamp when it happened
 * @param origin who caused it
 * @param commandId the command that was accepted
 * @param correlationId the conversation it belongs to
 */
public record EventContext(
        String type,
        String id,
        long index,
        long position,
        Instant timestamp,
        String origin,
        String commandId,
        String correlationId) {

    private static final long NONE = 0;

    /**
     * The number of the event in the whole log.
     *
     * @return from 1 on
     * @throws IllegalStateException in an inline projection: the event has none before it is written
     */
    @Override
    public long position() {
        if (position == NONE) {
            throw new IllegalStateException(
                    "An inline projection sees no position: use id and index, or leave inline away");
        }
        return position;
    }

    /**
     * Of a recorded event.
     *
     * @param meta its meta record
     * @return what an application needs of it
     */
    public static EventContext of(EventMeta meta) {
        return new EventContext(
                meta.type(),
                meta.id(),
                meta.index(),
                meta.position() == null ? NONE : meta.position(),
                meta.timestamp(),
                meta.origin(),
                meta.commandId(),
                meta.correlationId());
    }
}
