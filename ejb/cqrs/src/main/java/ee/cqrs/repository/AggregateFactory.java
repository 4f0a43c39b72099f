package ee.cqrs.repository;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.naming.InitialContext;
import javax.naming.NameClassPair;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.NotContextException;

import jakarta.ejb.Singleton;
import jakarta.ejb.Stateful;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.aggregate.InvalidAggregateException;
import ee.cqrs.catalogue.AggregateDefinition;

/** Makes the beans of aggregates, by a JNDI look-up of their EJB name. */
@jakarta.inject.Singleton
public class AggregateFactory {

    private final Map<Class<?>, String> names = new ConcurrentHashMap<>();

    /**
     * Finds the EJB name of a type, so that a missing bean stops the start of its application.
     *
     * @param definition the type
     * @throws InvalidAggregateException if the class is not deployed as a bean
     */
    public void register(AggregateDefinition<?> definition) {
        Class<?> type = definition.behaviour().aggregateClass();
        try {
            names.put(type, findName(type));
        } catch (NamingException e) {
            throw new InvalidAggregateException(
                    type.getName(), "is not deployed as a bean: " + e.getMessage(), "Put its module into the EAR");
        }
    }

    /**
     * Makes a bean.
     *
     * @param definition the type
     * @param <S> the state record
     * @return a new stateful bean, or the singleton
     */
    public <S> Aggregate<S> create(AggregateDefinition<S> definition) {
        Class<? extends Aggregate<S>> type = definition.behaviour().aggregateClass();
        try {
            return type.cast(InitialContext.doLookup(names.get(type)));
        } catch (NamingException e) {
            throw new IllegalStateException("Cannot make a bean of " + type.getName(), e);
        }
    }

    private static String findName(Class<?> type) throws NamingException {
        String bean = "/" + beanName(type) + "!" + type.getName();
        NamingEnumeration<NameClassPair> modules = new InitialContext().list("java:app");
        try {
            while (modules.hasMore()) {
                String module = modules.next().getName();
                if (exists("java:app/" + module + bean)) {
                    // the global name can also be looked up by threads that the container does not know
                    return "java:global/" + InitialContext.doLookup("java:app/AppName") + "/" + module + bean;
                }
            }
        } finally {
            modules.close();
        }
        throw new NameNotFoundException("no module has " + bean);
    }

    private static boolean exists(String name) throws NamingException {
        try {
            InitialContext.doLookup(name);
            return true;
        } catch (NameNotFoundException | NotContextException e) {
            return false; // another module, or one of the plain values beside the modules
        }
    }

    private static String beanName(Class<?> type) {
        Stateful stateful = type.getAnnotation(Stateful.class);
        String name = stateful == null ? type.getAnnotation(Singleton.class).name() : stateful.name();
        return name.isEmpty() ? type.getSimpleName() : name;
    }
}
