package ee.cqrs.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** What the container keeps for each transaction, for transactions that each have a thread. */
final class LocalSynchronizations implements TransactionSynchronizationRegistry {

    private final ThreadLocal<Kept> transaction = ThreadLocal.withInitial(Kept::new);

    /** Tells all that the transaction of this thread is over. */
    void end(int status) {
        Kept ended = transaction.get();
        transaction.remove();
        ended.synchronizations.forEach(one -> one.afterCompletion(status));
    }

    @Override
    public Object getTransactionKey() {
        return transaction.get();
    }

    @Override
    public void putResource(Object key, Object value) {
        transaction.get().resources.put(key, value);
    }

    @Override
    public Object getResource(Object key) {
        return transaction.get().resources.get(key);
    }

    /** Silently not, when it can only be rolled back: WildFly does the same. */
    @Override
    public void registerInterposedSynchronization(Synchronization one) {
        Kept now = transaction.get();
        if (now.status == Status.STATUS_ACTIVE) {
            now.synchronizations.add(one);
        }
    }

    @Override
    public int getTransactionStatus() {
        return transaction.get().status;
    }

    @Override
    public void setRollbackOnly() {
        transaction.get().status = Status.STATUS_MARKED_ROLLBACK;
    }

    @Override
    public boolean getRollbackOnly() {
        return getTransactionStatus() == Status.STATUS_MARKED_ROLLBACK;
    }

    private static final class Kept {

        private final Map<Object, Object> resources = new HashMap<>();
        private final List<Synchronization> synchronizations = new ArrayList<>();
        private int status = Status.STATUS_ACTIVE;
    }
}
