package ee.cqrs.it.subscription.inside;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import ee.cqrs.store.RecordedEvent;
import ee.cqrs.subscription.Subscriber;
import ee.cqrs.subscription.SubscriptionDefinition;

/** Writes down which events it has handled. */
@ApplicationScoped
public class EventRecorder implements Subscriber {

    @PersistenceContext(unitName = "records")
    private EntityManager entities;

    @Inject
    private Mischief mischief;

    @Override
    public SubscriptionDefinition definition() {
        return SubscriptionDefinition.named("records").partitioned(2);
    }

    @Override
    public void handle(List<RecordedEvent> events) {
        for (RecordedEvent event : events) {
            mischief.before(event, events);
            entities.persist(new RecordRow(event.meta().position(), event.meta().id()));
            mischief.after(event);
        }
    }

    /** All that was handled, in the order of positions. Public, as the module that asks has another class loader. */
    public List<Long> positions() {
        return entities.createQuery("select r.position from RecordRow r order by r.position", Long.class)
                .getResultList();
    }
}
