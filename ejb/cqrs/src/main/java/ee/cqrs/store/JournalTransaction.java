package ee.cqrs.store;

import java.util.List;
import java.util.Set;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;

import ee.cqrs.settings.Settings;

/** The container-managed transactions in which the journal is written. */
@Stateless
public class JournalTransaction {

    @PersistenceContext(unitName = "cqrs")
    private EntityManager entities;

    private JournalStatements statements;
    private Membership membership;
    private InlineReadModels readModels;
    private JournalTurns turns;

    @Resource
    private TransactionSynchronizationRegistry transactions;

    protected JournalTransaction() {}

    @Inject
    JournalTransaction(
            Database database,
            Membership membership,
            InlineReadModels readModels,
            JournalTurns turns,
            Settings settings) {
        this(null, database.journal(settings.journal()), membership, readModels, turns, null);
    }

    JournalTransaction(
            EntityManager entities,
            JournalStatements statements,
            Membership membership,
            InlineReadModels readModels,
            JournalTurns turns,
            TransactionSynchronizationRegistry transactions) {
        this.entities = entities;
        this.statements = statements;
        this.membership = membership;
        this.readModels = readModels;
        this.turns = turns;
        this.transactions = transactions;
    }

    /**
     * Appends in a transaction of its own.
     *
     * @param appends what to append
     * @param watch is told when all but the commit is done
     * @return the appends with their positions
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public List<Append> appendAlone(List<Append> appends, CommitWatch watch) {
        List<Append> placed = writer().write(appends);
        watch.commitBegins();
        return placed;
    }

    /**
     * Writes the inline read models of an append that will be appended in the same transaction of the caller's.
     *
     * @param append what will be appended
     * @return which they are
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public Set<String> projectJoined(Append append) {
        return writer().project(append);
    }

    /**
     * Appends in the caller's transaction.
     *
     * @param appends what to append
     * @param projected the inline read models that were written for each of them
     * @return the appends with their positions
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public List<Append> appendJoined(List<Append> appends, Set<String> projected) {
        return writer().write(appends, projected);
    }

    /**
     * Finds out which projections are inline now.
     *
     * @return those that are when this is committed
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public InlineNames adopt() {
        return writer().adopt();
    }

    /** Has EclipseLink join the caller's transaction now, behind the synchronization that will append. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void join() {
        entities.joinTransaction();
    }

    /**
     * Which commands were saved before.
     *
     * @param commandIds the ids to look for, one at least
     * @return those that were found
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    @SuppressWarnings("unchecked") // of a native query
    public Set<String> savedCommands(List<String> commandIds) {
        List<String> found = entities.createNativeQuery(statements.savedCommands())
                .setParameter(1, commandIds.toArray(String[]::new))
                .getResultList();
        return Set.copyOf(found);
    }

    /**
     * Who has the natural keys that some appends are about.
     *
     * @param appends what is to be appended
     * @return as it is stored
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public KeyHolders holders(List<Append> appends) {
        return new Reservations(entities, statements).holders(appends);
    }

    /**
     * Waits for every append under way, in doubt ones too, and makes durable what can be seen: an in-doubt transaction
     * holds the journal row until the database has decided it, and this one commits after it.
     *
     * @return the head of the journal
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public long settle() {
        return writer().settle();
    }

    private JournalWriter writer() {
        return new JournalWriter(entities, statements, membership, readModels, turns, transactions);
    }
}
