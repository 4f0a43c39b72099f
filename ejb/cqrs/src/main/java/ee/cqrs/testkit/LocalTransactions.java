package ee.cqrs.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

/** Transactions of JPA's own where the server has the container's, and the EntityManager that goes with them. */
public final class LocalTransactions {

    private final EntityManagerFactory factory;
    private final ThreadLocal<EntityManager> transactional = new ThreadLocal<>();

    /**
     * Works on a persistence unit.
     *
     * @param factory the unit, with local transactions
     */
    public LocalTransactions(EntityManagerFactory factory) {
        this.factory = factory;
    }

    /**
     * Like the container's: the transaction's persistence context within one, else a new one for each call.
     *
     * @return for all threads
     */
    public EntityManager entities() {
        return (EntityManager) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EntityManager.class}, (proxy, method, arguments) -> {
                    EntityManager target = transactional.get();
                    try {
                        return method.invoke(target == null ? factory.createEntityManager() : target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /**
     * Works in a transaction, and commits it.
     *
     * @param work what to do; if it throws, all is undone
     * @param <T> what it gives
     * @return what it gave
     */
    public <T> T commit(Supplier<T> work) {
        return inTransaction(work, true);
    }

    /**
     * Works in a transaction, and undoes it.
     *
     * @param work what to do
     * @param <T> what it gives
     * @return what it gave
     */
    public <T> T rollBack(Supplier<T> work) {
        return inTransaction(work, false);
    }

    private <T> T inTransaction(Supplier<T> work, boolean commit) {
        EntityManager entities = factory.createEntityManager();
        transactional.set(entities);
        try {
            entities.getTransaction().begin();
            T result = work.get();
            if (commit) {
                entities.getTransaction().commit();
            }
            return result;
        } finally {
            transactional.remove();
            if (entities.getTransaction().isActive()) {
                entities.getTransaction().rollback();
            }
            entities.close();
        }
    }
}
