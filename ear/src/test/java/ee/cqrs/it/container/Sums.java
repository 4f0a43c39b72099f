package ee.cqrs.it.container;

import java.util.List;

import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.it.client.OwnTables;
import ee.cqrs.projection.EventContext;
import ee.cqrs.projection.Projection;
import ee.cqrs.query.Query;
import ee.cqrs.supervision.Application;
import org.jboss.logging.Logger;

/**
 * An inline projection. It fails at an amount of 13, its table refuses a sum of more than 1,000, and at 17 it goes on after a failure that
 * can only end in a rollback.
 */
@ApplicationScoped
@Projection(value = Sums.NAME, inline = true)
public class Sums implements Application {

    public static final String NAME = "probe-sums";
    private static final Logger LOG = Logger.getLogger(Sums.class);
    public static final long UNLUCKY = 13;
    public static final long SWALLOWED = 17;
    public static final long TOO_MUCH = 1_001;

    @PersistenceContext(unitName = "sums")
    private EntityManager entities;

    @Resource(lookup = "java:jboss/datasources/CqrsOwnerDS")
    private DataSource owner;

    public void on(Probe.Added added, EventContext context) {
        if (added.amount() == UNLUCKY) {
            throw new IllegalStateException("an unlucky number");
        }
        if (added.amount() == SWALLOWED) {
            failAndGoOn();
        }
        SumRow row = entities.find(SumRow.class, context.id());
        if (row == null) {
            row = new SumRow(context.id());
            entities.persist(row);
        }
        row.add(added.amount());
    }

    private void failAndGoOn() {
        try {
            entities.createNativeQuery("select nothing from nowhere").getResultList();
        } catch (PersistenceException e) {
            LOG.debug("as the test wants it", e);
        }
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
