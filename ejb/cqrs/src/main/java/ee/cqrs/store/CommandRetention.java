package ee.cqrs.store;

import java.time.Instant;
import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Removes commands that are past their retention; from then on their ids count as new. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class CommandRetention {

    private static final int SOME = 500;

    @PersistenceContext(unitName = "cqrs")
    private EntityManager entities;

    protected CommandRetention() {}

    CommandRetention(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Removes some of them.
     *
     * @param before those accepted earlier than this
     * @return how many; 0 when there are none left
     */
    public int removeSome(Instant before) {
        List<String> old = entities.createQuery(
                        "select c.commandId from CommandRow c where c.acceptedAt < :before order by c.acceptedAt",
                        String.class)
                .setParameter("before", Micros.of(before))
                .setMaxResults(SOME)
                .getResultList();
        return old.isEmpty()
                ? 0
                : entities.createQuery("delete from CommandRow c where c.commandId in :old")
                        .setParameter("old", old)
                        .executeUpdate();
    }
}
