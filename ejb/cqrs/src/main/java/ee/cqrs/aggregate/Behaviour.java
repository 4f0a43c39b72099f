package ee.cqrs.aggregate;

import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.Set;

/**
 * The handlers of one aggregate class, found once at deployment and called through method handles.
 *
 * @param <S> the state record
 */
public final class Behaviour<S> {

    private final Class<? extends Aggregate<S>> aggregateClass;
    private final Class<S> stateClass;
    private final Map<Class<?>, MethodHandle> attempts;
    private final Map<Class<?>, MethodHandle> applies;
    private final Aggregate<S> pure;

    Behaviour(
            Class<? extends Aggregate<S>> aggregateClass,
            Class<S> stateClass,
            Map<Class<?>, MethodHandle> attempts,
            Map<Class<?>, MethodHandle> applies,
            Aggregate<S> pure) {
        this.aggregateClass = aggregateClass;
        this.stateClass = stateClass;
        this.attempts = Map.copyOf(attempts);
        this.applies = Map.copyOf(applies);
        this.pure = pure;
    }

    /**
     * Finds and checks the handlers of a class.
     *
     * @param aggregateClass the bean class
     * @return its behaviour
     * @throws InvalidAggregateException if the class breaks the contract; the message names class, method and remedy
     */
    public static Behaviour<?> of(Class<? extends Aggregate<?>> aggregateClass) {
        return BehaviourScan.scan(aggregateClass);
    }

    /**
     * The bean class.
     *
     * @return the class
     */
    public Class<? extends Aggregate<S>> aggregateClass() {
        return aggregateClass;
    }

    /**
     * The state record.
     *
     * @return the class
     */
    public Class<S> stateClass() {
        return stateClass;
    }

    /**
     * The commands that can be attempted.
     *
     * @return their record classes
     */
    public Set<Class<?>> commands() {
        return attempts.keySet();
    }

    /**
     * The events that can be applied.
     *
     * @return their record classes
     */
    public Set<Class<?>> events() {
        return applies.keySet();
    }

    /**
     * The state before any event.
     *
     * @return the initial state
     */
    public S initial() {
        return pure.initial();
    }

    /**
     * Applies an event outside any bean: applying is pure, so that a replay needs none and can run anywhere.
     *
     * @param state the state before
     * @param event the event
     * @return the state after
     */
    public S apply(S state, Record event) {
        return apply(pure, state, event);
    }

    S apply(Aggregate<S> bean, S state, Record event) {
        MethodHandle handler = applies.get(event.getClass());
        if (handler == null) {
            throw new IllegalStateException(aggregateClass.getName() + " has no apply method for "
                    + event.getClass().getName());
        }
        S next = stateClass.cast(call(handler, bean, state, event));
        if (next == null) {
            throw new IllegalStateException(
                    aggregateClass.getName() + ".apply(" + event.getClass().getSimpleName() + ") returned null");
        }
        return next;
    }

    Decision attempt(Aggregate<S> bean, S state, Record command) {
        MethodHandle handler = attempts.get(command.getClass());
        if (handler == null) {
            throw new IllegalStateException(aggregateClass.getName() + " has no attempt method for "
                    + command.getClass().getName());
        }
        Decision decision = (Decision) call(handler, bean, state, command);
        if (decision == null) {
            throw new IllegalStateException(
                    aggregateClass.getName() + ".attempt(" + command.getClass().getSimpleName() + ") returned null");
        }
        return decision;
    }

    private static Object call(MethodHandle handler, Object bean, Object state, Object message) {
        try {
            return (Object) handler.invokeExact(bean, state, message);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("A handler threw a checked exception", e);
        }
    }
}
