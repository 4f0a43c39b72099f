package ee.cqrs.subscription;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import ee.cqrs.store.RecordedEvent;

/** Hands events to a subscriber, in the transaction that moves its partition. */
final class Delivery {

    private final Means means;
    private final Subscriber subscriber;
    private final BatchSize size;
    private volatile Handling handling; // null while the subscriber has nothing in hand

    Delivery(Means means, Subscriber subscriber) {
        this.means = means;
        this.subscriber = subscriber;
        size = new BatchSize(means.settings().batchSize(), means.settings().lease());
    }

    /** How many events the subscriber may get at once. */
    int most() {
        return size.most();
    }

    /** What the subscriber has in hand. */
    Optional<Handling> handling() {
        return Optional.ofNullable(handling);
    }

    /**
     * All or nothing. After a failure only the store knows whether the commit was one.
     *
     * @param more what else belongs into the transaction
     * @throws UndeliveredException saying whose fault it is
     */
    Claim deliver(Claim claim, Claim next, List<RecordedEvent> events, Consumer<SubscriptionTables> more) {
        boolean[] begun = new boolean[1]; // what fails before the subscriber is called cannot be its fault
        try {
            return means.transactions().call(tables -> {
                tables.partitions().check(claim);
                begun[0] = true;
                if (!events.isEmpty()) {
                    handle(events);
                }
                tables.partitions().move(claim, next, means.settings().lease());
                more.accept(tables);
                return next;
            });
        } catch (Exception | Error e) { // the container throws what no method declares
            Trouble trouble = Trouble.of(e);
            throw new UndeliveredException(trouble == Trouble.SUBSCRIBER && !begun[0] ? Trouble.DATABASE : trouble, e);
        }
    }

    private void handle(List<RecordedEvent> events) {
        long since = System.nanoTime();
        boolean finished = false;
        handling =
                new Handling(Thread.currentThread(), since, events.get(0).meta().position(), events.size());
        try {
            subscriber.handle(events);
            finished = true;
        } finally {
            handling = null;
            size.took(events.size(), System.nanoTime() - since, finished);
        }
    }

    /**
     * Events in the hands of a subscriber.
     *
     * @param thread its thread
     * @param since when it was given them, by the clock of {@link System#nanoTime}
     * @param position of the first one
     * @param events how many there are
     */
    record Handling(Thread thread, long since, long position, int events) {

        boolean isOver(Duration limit) {
            return System.nanoTime() - since > limit.toNanos();
        }

        /** As an operator wants to read it. */
        String inWords() {
            return "%d events from position %d on are in hand for %d s"
                    .formatted(events, position, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since));
        }

        /** Where the thread is. */
        Throwable place() {
            Throwable place = new Throwable("The subscriber is here");
            place.setStackTrace(thread.getStackTrace());
            return place;
        }
    }
}
