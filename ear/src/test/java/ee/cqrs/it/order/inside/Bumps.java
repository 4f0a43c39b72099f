package ee.cqrs.it.order.inside;

import java.util.concurrent.locks.LockSupport;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionManager;

import ee.cqrs.command.CommandGateway;
import ee.cqrs.command.CommandMessage;
import ee.cqrs.counters.CounterCommand.ActivateCounter;
import ee.cqrs.counters.CounterCommand.BumpCounter;

/** Bumps counters in transactions that wait between the insert and the commit, and sometimes roll back then. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class Bumps {

    @Inject
    private CommandGateway gateway;

    @Resource(lookup = "java:jboss/TransactionManager")
    private TransactionManager transactions;

    public void activate(String id) {
        gateway.send(CommandMessage.of("counter", id, new ActivateCounter(0), "test"));
    }

    /**
     * Bumps a counter.
     *
     * @param commandId of the command
     * @param pauseMillis how long its events lie in the database before the commit
     * @param rollback whether the commit becomes a rollback then
     */
    public void bump(String id, String commandId, long pauseMillis, boolean rollback) throws Exception {
        gateway.send(CommandMessage.of("counter", id, new BumpCounter(), "test").withCommandId(commandId));
        // after the journal's own, which inserts
        transactions.getTransaction().registerSynchronization(new Dawdling(pauseMillis, rollback));
    }

    private final class Dawdling implements Synchronization {

        private final long pauseMillis;
        private final boolean rollback;

        Dawdling(long pauseMillis, boolean rollback) {
            this.pauseMillis = pauseMillis;
            this.rollback = rollback;
        }

        @Override
        public void beforeCompletion() {
            long end = System.nanoTime() + pauseMillis * 1_000_000;
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
            try {
                if (rollback && transactions.getStatus() == Status.STATUS_ACTIVE) {
                    transactions.setRollbackOnly();
                }
            } catch (jakarta.transaction.SystemException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void afterCompletion(int status) {
            // the caller hears of it
        }
    }
}
