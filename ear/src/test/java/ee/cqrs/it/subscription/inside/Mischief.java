package ee.cqrs.it.subscription.inside;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import jakarta.enterprise.context.ApplicationScoped;

import ee.cqrs.store.RecordedEvent;

/** What a test has the subscriber do. */
@ApplicationScoped
public class Mischief {

    private volatile String poisoned = "";
    private volatile boolean freezing;
    private volatile boolean frozen;

    /** An aggregate whose events cannot be handled; none if it is empty. */
    public void poison(String id) {
        poisoned = id;
    }

    /** In the middle of the next batch. */
    public void freeze() {
        freezing = true;
    }

    public boolean isFrozen() {
        return frozen;
    }

    void before(RecordedEvent event, List<RecordedEvent> batch) {
        if (freezing && batch.indexOf(event) > 0 && batch.indexOf(event) == batch.size() / 2) {
            frozen = true;
            awaitTheEnd();
        }
    }

    /** A checked exception, as other languages throw them, which by itself undoes no transaction. */
    void after(RecordedEvent event) {
        if (event.meta().id().equals(poisoned)) {
            Mischief.<RuntimeException>raise(new IOException("poison"));
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Exception> void raise(Exception e) throws E {
        throw (E) e;
    }

    private static void awaitTheEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
