package ee.cqrs.subscription;

import java.util.concurrent.atomic.AtomicBoolean;

import ee.cqrs.store.StoreException;
import org.jboss.logging.Logger;

/** Reports a trouble of the database once, and once that it is over, however many partitions meet it. */
final class Outage {

    private static final Logger LOG = Logger.getLogger(Outage.class);

    private final AtomicBoolean present = new AtomicBoolean();

    void met(Throwable failure) {
        if (present.compareAndSet(false, true)) {
            LOG.warnf("Subscriptions wait for the database: %s", StoreException.rootOf(failure));
        }
    }

    void over() {
        if (present.get() && present.compareAndSet(true, false)) {
            LOG.info("Subscriptions go on");
        }
    }
}
