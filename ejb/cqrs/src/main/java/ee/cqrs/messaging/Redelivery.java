package ee.cqrs.messaging;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

import ee.cqrs.catalogue.Catalogue;

/**
 * The pause before a message that failed is delivered again. The broker could make it, but then those behind it in its
 * group would overtake it.
 */
@Singleton
class Redelivery {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration LOOK_UP = Duration.ofMillis(100);

    private final Catalogue catalogue;

    @Inject
    Redelivery(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Waits, longer from time to time, and not if the server stops. */
    void pauseBefore(Message message) {
        long end = System.nanoTime() + pause(deliveries(message)).toNanos();
        while (!catalogue.isClosed() && !Thread.currentThread().isInterrupted() && end - System.nanoTime() > 0) {
            LockSupport.parkNanos(LOOK_UP.toNanos());
        }
    }

    static Duration pause(int deliveries) {
        Duration pause = FIRST;
        for (int i = 1; i < deliveries && pause.compareTo(LONGEST) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }

    private static int deliveries(Message message) {
        try {
            return message.getIntProperty("JMSXDeliveryCount");
        } catch (JMSException | NumberFormatException e) { // the broker does not say
            return 1;
        }
    }
}
