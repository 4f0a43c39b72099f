package ee.cqrs.it.container;

import java.util.concurrent.atomic.AtomicInteger;

import javax.naming.InitialContext;

import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionManager;

/** Makes the commit call of the journal's next transactions fail, after all has been flushed. */
public class CommitFailure {

    public static final AtomicInteger NEXT = new AtomicInteger();

    @AroundInvoke
    Object failInCommit(InvocationContext invocation) throws Exception {
        Object result = invocation.proceed();
        if (invocation.getMethod().getName().equals("appendAlone")
                && NEXT.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            TransactionManager transactions = InitialContext.doLookup("java:jboss/TransactionManager");
            transactions.getTransaction().registerSynchronization(new Failing());
        }
        return result;
    }

    private static final class Failing implements Synchronization {
        @Override
        public void beforeCompletion() {
            throw new IllegalStateException("the commit call fails");
        }

        @Override
        public void afterCompletion(int status) {
            // only the commit call matters
        }
    }
}
