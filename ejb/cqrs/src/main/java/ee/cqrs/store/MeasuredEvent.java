package ee.cqrs.store;

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
}
