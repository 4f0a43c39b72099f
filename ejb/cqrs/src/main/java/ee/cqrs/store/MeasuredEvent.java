package ee.cqrs.store;

import java.util.List;

/**
 * An event of which is known how large it is.
 *
 * @param event the event; without its data if they were too large to be read unseen
 * @param bytes what the data take in the database
 */
record MeasuredEvent(RecordedEvent event, long bytes) {

    boolean isRead() {
        return event.data() != null;
    }

    /** How many from the first on there is room for: one at least, however large it is. */
    static int countWithin(long room, List<MeasuredEvent> events) {
        long bytes = 0;
        int count = 0;
        while (count < events.size() && bytes < room) {
            bytes += events.get(count).bytes();
            count++;
        }
        return count;
    }
}
