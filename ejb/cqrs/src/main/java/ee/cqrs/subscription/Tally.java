package ee.cqrs.subscription;

import java.util.Collection;

import ee.cqrs.store.RecordedEvent;

/**
 * Tells whether some events are all of them, each once, in whatever order they were counted.
 *
 * @param count how many
 * @param hash the sum of the first 64 bits of their hashes
 */
record Tally(long count, long hash) {

    private static final int HEX_DIGITS = 16;

    static final Tally NOTHING = new Tally(0, 0);

    Tally plus(Collection<RecordedEvent> events) {
        long sum = hash;
        for (RecordedEvent event : events) {
            sum += hashOf(event);
        }
        return new Tally(count + events.size(), sum);
    }

    static long hashOf(RecordedEvent event) {
        return Long.parseUnsignedLong(event.meta().hash().substring(0, HEX_DIGITS), 16);
    }
}
