package ee.cqrs.query;

import java.time.Duration;
import java.util.function.Supplier;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

import ee.cqrs.settings.Settings;
import ee.cqrs.store.StatementLimit;

/** The container-managed transactions in which queries read. They are rolled back: a query changes nothing. */
@Singleton
@Transactional(TxType.REQUIRES_NEW)
public class QueryTransaction {

    @PersistenceContext(unitName = "cqrs")
    private EntityManager entities; // those of applications have the same connection

    @Resource
    private TransactionSynchronizationRegistry transaction;

    private StatementLimit limit;
    private Duration most;

    protected QueryTransaction() {}

    @Inject
    QueryTransaction(StatementLimit limit, Settings settings) {
        this.limit = limit;
        most = settings.query().statementLimit();
    }

    /**
     * Reads in a transaction of its own.
     *
     * @param query what to read
     * @return what it gives
     */
    public Object call(Supplier<Object> query) {
        Object answer = limit.within(entities, most, query);
        transaction.setRollbackOnly();
        return answer;
    }
}
