package ee.cqrs.it.container;

import java.util.concurrent.Callable;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** A caller with a transaction of its own. */
@Stateless
public class Caller {

    @Resource
    private EJBContext context;

    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public <T> T inTransaction(Callable<T> work) throws Exception {
        return work.call();
    }

    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public <T> T inTransactionRolledBack(Callable<T> work) throws Exception {
        T result = work.call();
        context.setRollbackOnly();
        return result;
    }
}
