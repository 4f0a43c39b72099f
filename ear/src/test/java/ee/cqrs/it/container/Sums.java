package ee.cqrs.it.container;

import java.util.List;

import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.it.client.OwnTables;
import ee.cqrs.projection.EventContext;
import ee.cqrs.projection.Projection;
import ee.cqrs.query.Query;
import ee.cqrs.supervision.Application;

/** An inline projection. It fails at an amount of 13, and its table refuses a sum of more than 1,000. */
@ApplicationScoped
@Projection(value = Sums.NAME, inline = true)
public class Sums implements Application {

    public static final String NAME = "probe-sums";
    public static final long UNLUCKY = 13;
    public static final long TOO_MUCH = 1_001;

    @PersistenceContext(unitName = "sums")
    private EntityManager entities;

    @Resource(lookup = "java:jboss/datasources/CqrsOwnerDS")
    private DataSource owner;

    public void on(Probe.Added added, EventContext context) {
        if (added.amount() == UNLUCKY) {
            throw new IllegalStateException("an unlucky number");
        }
        SumRow row = entities.find(SumRow.class, context.id());
        if (row == null) {
            row = new SumRow(context.id());
            entities.persist(row);
        }
        row.add(added.amount());
    }

    @Query("probe-sum")
    public Sum sum(String probe) {
        SumRow row = entities.find(SumRow.class, probe);
        return new Sum(row == null ? 0 : row.amount());
    }

    @Override
    public String name() {
        return "sums";
    }

    @Override
    public List<Class<? extends Aggregate<?>>> aggregates() {
        return List.of();
    }

    @Override
    public void start() {
        OwnTables.make(
                owner,
                "create table if not exists it_sum (probe varchar(400) primary key," + " amount bigint check (amount < "
                        + TOO_MUCH + "))",
                "grant select, insert, update on it_sum to cqrs_app");
    }

    /** The answer. */
    public record Sum(long sum) {}
}
