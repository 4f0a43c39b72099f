package ee.cqrs.messaging;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

import ee.cqrs.catalogue.Catalogue;
import ee.cqrs.settings.Backoff;

/**
 * Pauses of the threads that have a message in hand. While they last no later message of its group is delivered, which the
 * broker's own delay before it delivers a message again does not see to.
 */
@Singleton
class Pauses {

    private static final Backoff REDELIVERY = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));
    private static final Duration LOOK_UP = Duration.ofMillis(100);

    private final Catalogue catalogue;

    @Inject
    Pauses(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Waits.
     *
     * @return false if the server stops, and there is nothing to wait for
     */
    boolean take(Duration pause) {
        long end = System.nanoTime() + pause.toNanos();
        for (long left = pause.toNanos(); left > 0; left = end - System.nanoTime()) {
            if (isOver()) {
                return false;
            }
            LockSupport.parkNanos(Math.min(left, LOOK_UP.toNanos()));
        }
        return !isOver();
    }

    /** Waits before a message is given back to the broker, longer from time to time. */
    void takeBeforeRedelivery(Message message) {
        take(REDELIVERY.after(deliveries(message)));
    }

    private boolean isOver() {
        return catalogue.isClosed() || Thread.currentThread().isInterrupted();
    }

    private static int deliveries(Message message) {
        try {
            return message.getIntProperty("JMSXDeliveryCount");
        } catch (JMSException | NumberFormatException e) { // the broker does not say
            return 1;
        }
    }
}
