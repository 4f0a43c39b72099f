package ee.cqrs.store;

import java.util.Set;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;

/**
 * Which projections are inline, read and changed in the transaction of the caller. A change is one of the journal's epoch too:
 * whoever appends names the epoch that he knows, so that nobody appends without a projection that counts on it.
 */
public final class InlineRows {

    private final EntityManager entities;
    private final JournalTurns turns;

    /**
     * Works in the current transaction.
     *
     * @param entities of the unit of the framework
     * @param turns who may lock the journal
     */
    public InlineRows(EntityManager entities, JournalTurns turns) {
        this.entities = entities;
        this.turns = turns;
    }

    /**
     * Those that all nodes write with their appends.
     *
     * @return their names
     */
    @SuppressWarnings("unchecked") // of a native query
    public Set<String> names() {
        return Set.copyOf(
                entities.createNativeQuery("select name from inline_projection").getResultList());
    }

    /**
     * Lets nobody append until the transaction ends.
     *
     * @return the head of the journal
     */
    public long lock() {
        return lockedJournal().head();
    }

    JournalRow lockedJournal() {
        turns.take();
        return entities.find(JournalRow.class, JournalRow.ONLY, LockModeType.PESSIMISTIC_WRITE);
    }

    /**
     * Has all appends from now on written into a projection that has handled all until now. The journal must be locked.
     *
     * @param name its name; nobody has its subscription any more
     * @return which are inline when this is committed
     */
    public InlineNames add(String name) {
        entities.createNativeQuery("insert into inline_projection (name) values (?1)")
                .setParameter(1, name)
                .executeUpdate();
        entities.createNativeQuery("update subscription set owner = null, epoch = epoch + 1 where name = ?1")
                .setParameter(1, name)
                .executeUpdate();
        return nextEpoch();
    }

    /**
     * Has a projection go on as a subscription from here, and locks the journal for that. It may do so already: then it stays where it is.
     *
     * @param name its name
     * @return which are inline when this is committed
     */
    public InlineNames remove(String name) {
        lock();
        if (!names().contains(name)) {
            return present();
        }
        entities.createNativeQuery("delete from inline_projection where name = ?1")
                .setParameter(1, name)
                .executeUpdate();
        entities.createNativeQuery("""
                        update subscription
                           set begins_after = (select head from journal), position = (select head from journal),
                               events_count = 0, events_hash = 0, owner = null, epoch = epoch + 1
                         where name = ?1
                        """).setParameter(1, name).executeUpdate();
        return nextEpoch();
    }

    private InlineNames nextEpoch() {
        entities.createQuery("update JournalRow j set j.epoch = j.epoch + 1").executeUpdate();
        return present();
    }

    private InlineNames present() {
        long epoch = entities.createQuery("select j.epoch from JournalRow j", Long.class)
                .getSingleResult();
        return new InlineNames(epoch, names());
    }
}
