package ee.cqrs.audit;

import ee.cqrs.store.EventMeta;
import ee.cqrs.store.PlacedHash;

/**
 * Something that is not as it was written.
 *
 * @param fault what it is
 * @param type the aggregate type; null if that cannot be known
 * @param id the id of the aggregate; null if that cannot be known
 * @param index the index of the event; null if that cannot be known
 * @param position where it was noticed: of an event that is missing in a stream, the position of the next one there; null
 *     for a snapshot
 * @param detail for a person
 */
public record Finding(Fault fault, String type, String id, Long index, Long position, String detail) {

    private static final String BEYOND_HEAD = "it lies beyond the head of the journal, which never counted it";

    static Finding of(Fault fault, EventMeta meta, String detail) {
        return new Finding(fault, meta.type(), meta.id(), meta.index(), meta.position(), detail);
    }

    static Finding of(Fault fault, PlacedHash found, String detail) {
        var event = found.event();
        return new Finding(fault, event.type(), event.id(), event.index(), found.position(), detail);
    }

    static Finding of(Fault fault, long position, String detail) {
        return new Finding(fault, null, null, null, position, detail);
    }

    static Finding beyondHead(EventMeta meta) {
        return of(Fault.OUT_OF_ORDER, meta, BEYOND_HEAD);
    }

    static Finding beyondHead(PlacedHash found) {
        return of(Fault.OUT_OF_ORDER, found, BEYOND_HEAD);
    }

    @Override
    public String toString() {
        StringBuilder where = new StringBuilder(fault.word());
        if (type != null) {
            where.append(": ")
                    .append(type)
                    .append('/')
                    .append(id)
                    .append(", index ")
                    .append(index);
        }
        if (position != null) {
            where.append(type == null ? ": position " : ", position ").append(position);
        }
        return where.append(": ").append(detail).toString();
    }
}
