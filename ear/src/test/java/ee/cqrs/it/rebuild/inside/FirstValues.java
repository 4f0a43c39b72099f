package ee.cqrs.it.rebuild.inside;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import ee.cqrs.counters.CounterEvent.CounterActivated;
import ee.cqrs.counters.CounterEvent.CounterBumped;
import ee.cqrs.projection.EventContext;
import ee.cqrs.projection.Projection;
import ee.cqrs.query.Page;
import ee.cqrs.query.PageRequest;
import ee.cqrs.query.Query;

/** The amount of each counter. */
@ApplicationScoped
@Projection("it-values")
public class FirstValues {

    @PersistenceContext(unitName = "rebuilds")
    private EntityManager entities;

    public void on(CounterActivated activated, EventContext context) {
        entities.merge(new FirstRow(context.id(), activated.initialValue()));
    }

    public void on(CounterBumped bumped, EventContext context) {
        entities.find(FirstRow.class, context.id()).bump(bumped.amount());
    }

    public void drop() {
        entities.createQuery("delete from FirstRow").executeUpdate();
    }

    @Query(value = "it-values", sort = "counter")
    public Page<Value> values(PageRequest page) {
        return page.of(entities.createQuery("select r from FirstRow r" + page.orderBy("r"), FirstRow.class))
                .map(row -> new Value(row.counter(), row.amount()));
    }

    /** How a counter stands. */
    public record Value(String counter, long amount) {}
}
