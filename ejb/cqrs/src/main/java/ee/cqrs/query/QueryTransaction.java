package ee.cqrs.query;

import java.util.function.Supplier;

import jakarta.annotation.Resource;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/** The container-managed transactions in which queries read. They are rolled back: a query changes nothing. */
@Singleton
@Transactional(TxType.REQUIRES_NEW)
public class QueryTransaction {

    @Resource
    private TransactionSynchronizationRegistry transaction;

    /**
     * Reads in a transaction of its own.
     *
     * @param query what to read
     * @return what it gives
     */
    public Object call(Supplier<Object> query) {
        Object answer = query.get();
        transaction.setRollbackOnly();
        return answer;
    }
}
