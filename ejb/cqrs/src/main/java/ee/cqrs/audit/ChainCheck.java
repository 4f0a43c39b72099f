package ee.cqrs.audit;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import ee.cqrs.store.EventMeta;
import ee.cqrs.store.LogPart;
import ee.cqrs.store.RecordedEvent;
import ee.cqrs.store.StoredLog;
import ee.cqrs.store.StreamPlace;

/**
 * Checks the events of streams, one stream after the other: each against its own hash, against the one before it, and for
 * gaps. Of all that is broken it keeps what lies first in the log.
 */
final class ChainCheck {

    /** Few, because each may be as large as a payload can be. */
    private static final int PAGE = 100;

    private final StoredLog log;
    private final long head;
    private long stored; // the head as it was last read
    private EventMeta last;
    private long streams;
    private Finding first;
    private long earliest; // where it may have begun: an event that is missing lay behind the one before it

    ChainCheck(StoredLog log, long head) {
        this.log = log;
        this.head = head;
        stored = head;
    }

    void run(LogPart part, Meter meter) {
        StreamPlace place = part.start();
        List<RecordedEvent> page;
        do {
            page = log.events(part, place, PAGE);
            for (RecordedEvent event : page) {
                EventMeta meta = event.meta();
                place = new StreamPlace(meta.type(), meta.id(), meta.index());
                if (meta.position() <= head) {
                    accept(event);
                    meter.count();
                } else if (isBeyondHead(meta)) {
                    keep(Finding.beyondHead(meta), meta.position());
                } // else it was written since
            }
        } while (page.size() == PAGE);
    }

    long streams() {
        return streams;
    }

    Optional<Finding> first() {
        return Optional.ofNullable(first);
    }

    /** Whether that is the first broken event, or the same as the log misses at a position: the stream knows its name. */
    boolean comesBefore(Finding misplaced) {
        return first != null && earliest <= misplaced.position();
    }

    /** An event can only be seen together with the head that counts it. */
    private boolean isBeyondHead(EventMeta meta) {
        if (meta.position() > stored) {
            stored = log.head();
        }
        return meta.position() > stored;
    }

    private void accept(RecordedEvent event) {
        EventMeta meta = event.meta();
        EventMeta before = continues(meta) ? last : null;
        if (before == null) {
            streams++;
        }
        Finding found = check(before, event);
        if (found != null) {
            keep(found, found.fault() != Fault.MISSING ? found.position() : before == null ? 1 : before.position() + 1);
        }
        last = meta;
    }

    private void keep(Finding found, long from) {
        if (first == null || found.position() < first.position()) {
            first = found;
            earliest = from;
        }
    }

    private boolean continues(EventMeta meta) {
        return last != null && last.type().equals(meta.type()) && last.id().equals(meta.id());
    }

    private Finding check(EventMeta before, RecordedEvent event) {
        EventMeta meta = event.meta();
        if (!event.hash().equals(meta.hash())) {
            return Finding.of(Fault.ALTERED, meta, "its payload or meta is not what its hash was made of");
        }
        long expected = before == null ? 0 : before.index() + 1;
        boolean linked = Objects.equals(before == null ? null : before.hash(), meta.previousHash());
        if (meta.index() > expected && !(linked && keptStatesOnly(meta))) {
            return missing(expected, meta);
        }
        if (meta.index() < expected) {
            return Finding.of(Fault.OUT_OF_ORDER, meta, "indexes start at 0");
        }
        if (!linked) {
            return Finding.of(
                    Fault.UNLINKED,
                    meta,
                    before == null
                            ? "it continues an event, and is the first of its stream"
                            : "it does not continue event %d: it was inserted, or that one replaced"
                                    .formatted(before.index()));
        }
        if (before != null && meta.position() <= before.position()) {
            return Finding.of(
                    Fault.OUT_OF_ORDER,
                    meta,
                    "event %d, which came before it, lies at position %d".formatted(before.index(), before.position()));
        }
        return null;
    }

    /** A type that kept states only leaves a gap in the indexes, none in the chain, and the base that the next event starts from. */
    private boolean keptStatesOnly(EventMeta meta) {
        var base = log.baseIndex(meta.type(), meta.id());
        return base.isPresent() && base.getAsLong() >= meta.index() - 1;
    }

    private static Finding missing(long expected, EventMeta next) {
        return new Finding(
                Fault.MISSING,
                next.type(),
                next.id(),
                expected,
                next.position(),
                "%s not there; the next one is %d, at position %d"
                        .formatted(events(expected, next.index() - 1), next.index(), next.position()));
    }

    private static String events(long from, long to) {
        return from == to ? "event %d is".formatted(from) : "events %d to %d are".formatted(from, to);
    }
}
