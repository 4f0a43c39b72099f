package ee.cqrs.store;

import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

import ee.cqrs.settings.Settings;

/**
 * The container-managed transactions in which nodes come, show that they live, and go. No EJB: when the last one is due,
 * the container has stopped its EJBs.
 */
@Singleton
@Transactional(TxType.REQUIRES_NEW)
public class NodeTransaction {

    @PersistenceContext(unitName = "cqrs")
    private EntityManager entities;

    private Provider<Database> database; // asked for later: at first there is no user to connect with
    private Settings settings;
    private JournalTurns turns;

    protected NodeTransaction() {}

    @Inject
    NodeTransaction(Provider<Database> database, Settings settings, JournalTurns turns) {
        this.database = database;
        this.settings = settings;
        this.turns = turns;
    }

    NodeTransaction(EntityManager entities, Database database, Settings settings, JournalTurns turns) {
        this(() -> database, settings, turns);
        this.entities = entities;
    }

    /**
     * Writes the row of a node.
     *
     * @param nodeId an id that no node ever had
     */
    public void register(String nodeId) {
        entities.persist(new NodeRow(nodeId));
    }

    /**
     * Counts a heartbeat, and then looks who is there.
     *
     * @param nodeId whose
     * @return what is seen after the count
     */
    public Census beat(String nodeId) {
        begin();
        entities.createQuery("update NodeRow n set n.beats = n.beats + 1 where n.nodeId = :id")
                .setParameter("id", nodeId)
                .executeUpdate();
        return look(nodeId);
    }

    /**
     * Looks who is there.
     *
     * @param nodeId who asks
     * @return what is seen
     */
    public Census look(String nodeId) {
        List<NodeRow> nodes =
                entities.createQuery("select n from NodeRow n", NodeRow.class).getResultList();
        long epoch = entities.find(JournalRow.class, JournalRow.ONLY)
                .epoch(); // first: who knows more than it says does no harm
        return Census.of(nodeId, nodes, epoch, new InlineRows(entities, turns).names());
    }

    /**
     * Removes a node if it has not shown that it lives meanwhile. The journal comes first: what the node has written is
     * committed before, and nothing of it after.
     *
     * @param nodeId the node
     * @param beats the number of heartbeats that it had
     * @return whether it was there
     */
    public boolean remove(String nodeId, long beats) {
        begin();
        new InlineRows(entities, turns).lock();
        int removed = entities.createQuery("delete from NodeRow n where n.nodeId = :id and n.beats = :beats")
                .setParameter("id", nodeId)
                .setParameter("beats", beats)
                .executeUpdate();
        if (removed > 0) {
            entities.createQuery("update JournalRow j set j.epoch = j.epoch + 1")
                    .executeUpdate();
        }
        return removed > 0;
    }

    /** A heartbeat that waits longer for a lock comes too late. */
    private void begin() {
        database.get()
                .limitWaits(settings.node().heartbeat(), settings.journal().idleTimeout())
                .ifPresent(limits -> entities.createNativeQuery(limits).getSingleResult());
    }
}
