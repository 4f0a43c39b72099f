package ee.cqrs.command;

import java.util.Optional;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;

import ee.cqrs.registry.AggregateRegistry;
import ee.cqrs.store.Journal;

/** Finds the transaction that the caller has, and what the commands in it have come to. */
@Singleton
class JoinedTransactions {

    private static final Object KEY = JoinedTransactions.class;

    private final AggregateRegistry registry;
    private final InFlightCommands inFlight;
    private final Journal journal;

    @Resource(lookup = "java:jboss/TransactionManager")
    private TransactionManager transactions;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    private TransactionSynchronizationRegistry resources;

    @Inject
    JoinedTransactions(AggregateRegistry registry, InFlightCommands inFlight, Journal journal) {
        this.registry = registry;
        this.inFlight = inFlight;
        this.journal = journal;
    }

    /**
     * The caller's transaction.
     *
     * @return empty if the caller has none
     * @throws CommandException if it has one that takes no more work, after a time-out for example
     */
    Optional<JoinedTransaction> current() {
        try {
            int status = transactions.getStatus();
            if (status == Status.STATUS_NO_TRANSACTION) {
                return Optional.empty();
            }
            if (status != Status.STATUS_ACTIVE) {
                throw ended();
            }
            JoinedTransaction joined = (JoinedTransaction) resources.getResource(KEY);
            return Optional.of(joined == null ? join() : joined);
        } catch (SystemException | RollbackException e) {
            throw new CommandException(Problem.of(Problem.Kind.UNAVAILABLE, "The transaction cannot be joined"), e);
        }
    }

    static CommandException ended() {
        return new CommandException(Problem.of(
                Problem.Kind.UNAVAILABLE, "The caller's transaction completes, has ended or is to be rolled back"));
    }

    /** A plain synchronization, and before EclipseLink's own: that one flushes, and interposed ones run after it. */
    private JoinedTransaction join() throws SystemException, RollbackException {
        JoinedTransaction joined = new JoinedTransaction(registry, inFlight, journal);
        transactions.getTransaction().registerSynchronization(joined);
        journal.join();
        resources.putResource(KEY, joined);
        return joined;
    }
}
