package ee.cqrs.counters.sums;

import java.util.List;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import ee.cqrs.counters.CounterEvent.CounterActivated;
import ee.cqrs.counters.CounterEvent.CounterBumped;
import ee.cqrs.counters.CounterEvent.CounterDeactivated;
import ee.cqrs.counters.CounterEvent.OwnerChanged;
import ee.cqrs.projection.EventContext;
import ee.cqrs.projection.Projection;

/** Keeps the value and the owner of each counter. */
@ApplicationScoped
@Projection(value = "counter-values", partitions = 2)
public class CounterValues {

    @PersistenceContext(unitName = "counters")
    private EntityManager entities;

    /** Has the persistence context know the counters of a batch: one query instead of one each. */
    public void prepare(List<EventContext> batch) {
        entities.createQuery("select c from CounterRow c where c.counter in :counters", CounterRow.class)
                .setParameter("counters", batch.stream().map(EventContext::id).collect(Collectors.toSet()))
                .getResultList();
    }

    public void on(CounterActivated activated, EventContext context) {
        CounterRow known = counter(context);
        if (known == null) {
            entities.persist(new CounterRow(context.id(), activated.initialValue()));
        } else {
            known.activate(activated.initialValue());
        }
    }

    public void on(CounterBumped bumped, EventContext context) {
        counter(context).bump(bumped.amount());
    }

    public void on(OwnerChanged changed, EventContext context) {
        counter(context).belongTo(changed.owner());
    }

    public void on(CounterDeactivated deactivated, EventContext context) {
        counter(context).deactivate();
    }

    private CounterRow counter(EventContext context) {
        return entities.find(CounterRow.class, context.id());
    }
}
