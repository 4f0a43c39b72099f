package ee.cqrs.it.rebuild.inside;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import ee.cqrs.counters.CounterEvent.CounterActivated;
import ee.cqrs.counters.CounterEvent.CounterBumped;
import ee.cqrs.projection.EventContext;
import ee.cqrs.projection.Projection;
import ee.cqrs.query.Page;
import ee.cqrs.query.PageRequest;
import ee.cqrs.query.Query;

/** The amount of each counter, and how often it was bumped. */
@ApplicationScoped
@Projection(value = "it-values", version = 2, partitions = 4)
public class SecondValues {

    @PersistenceContext(unitName = "rebuilds")
    private EntityManager entities;

    @Inject
    private Brake brake;

    public void on(CounterActivated activated, EventContext context) {
        brake.pass();
        SecondRow row = entities.find(SecondRow.class, context.id());
        if (row == null) {
            row = new SecondRow(context.id());
            entities.persist(row);
        }
        row.activate(activated.initialValue());
    }

    public void on(CounterBumped bumped, EventContext context) {
        brake.pass();
        entities.find(SecondRow.class, context.id()).bump(bumped.amount());
    }

    public void drop() {
        entities.createQuery("delete from SecondRow").executeUpdate();
    }

    @Query(value = "it-values", sort = "counter")
    public Page<Value> values(PageRequest page) {
        return page.of(entities.createQuery("select r from SecondRow r" + page.orderBy("r"), SecondRow.class))
                .map(row -> new Value(row.counter(), row.amount(), row.bumps()));
    }

    @Query("it-bumps")
    public Bumps bumps() {
        Long sum = entities.createQuery("select sum(r.bumps) from SecondRow r", Long.class)
                .getSingleResult();
        return new Bumps(sum == null ? 0 : sum);
    }

    /** How a counter stands. */
    public record Value(String counter, long amount, long bumps) {}

    /** Of all counters. */
    public record Bumps(long bumps) {}
}
