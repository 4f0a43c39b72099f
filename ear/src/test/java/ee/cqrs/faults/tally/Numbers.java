package ee.cqrs.faults.tally;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;

import ee.cqrs.store.RecordedEvent;
import ee.cqrs.subscription.EventFilter;
import ee.cqrs.subscription.Subscriber;
import ee.cqrs.subscription.SubscriptionDefinition;

/** A subscription, so that a scenario can see how they get on. */
@ApplicationScoped
public class Numbers implements Subscriber {

    /** Its name. */
    public static final String NAME = "numbers";

    private final AtomicLong handled = new AtomicLong();

    @Override
    public SubscriptionDefinition definition() {
        return SubscriptionDefinition.named(NAME).partitioned(2).only(EventFilter.types("tally"));
    }

    @Override
    public void handle(List<RecordedEvent> events) {
        handled.addAndGet(events.size());
    }
}
