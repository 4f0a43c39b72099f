package ee.cqrs.counters.sums;

import java.math.BigDecimal;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;

import ee.cqrs.query.Page;
import ee.cqrs.query.PageRequest;
import ee.cqrs.query.Query;

/** What can be asked of the counters all together. */
@ApplicationScoped
public class CounterQueries {

    @PersistenceContext(unitName = "counters")
    private EntityManager entities;

    @Query(value = "sums-by-owner", projections = "counter-values")
    public Page<OwnerSum> sumsByOwner(Optional<String> owner, PageRequest page) {
        TypedQuery<Object[]> query = entities.createQuery(
                "select c.owner as owner, count(c), sum(c.amount) from CounterRow c where c.active = true and "
                        + (owner.isPresent() ? "c.owner = :owner" : "c.owner is not null")
                        + " group by c.owner order by owner",
                Object[].class);
        owner.ifPresent(wanted -> query.setParameter("owner", wanted));
        return page.of(query)
                .map(row -> new OwnerSum((String) row[0], (Long) row[1], ((BigDecimal) row[2]).toBigIntegerExact()));
    }
}
