package ee.cqrs.aggregate;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.ejb.Singleton;
import jakarta.ejb.Stateful;

import static java.lang.invoke.MethodType.methodType;

/** Reads the handlers of an aggregate class and says precisely what is wrong with a class that is no aggregate. */
final class BehaviourScan<S> {

    private static final String ATTEMPT = "attempt";
    private static final String APPLY = "apply";

    private final Class<? extends Aggregate<S>> type;
    private final Class<S> state;

    private BehaviourScan(Class<? extends Aggregate<S>> type, Class<S> state) {
        this.type = type;
        this.state = state;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the state class comes from the same declaration
    static Behaviour<?> scan(Class<? extends Aggregate<?>> type) {
        checkBean(type);
        return new BehaviourScan(type, stateOf(type)).scan();
    }

    private Behaviour<S> scan() {
        Map<Class<?>, MethodHandle> attempts = handlers(ATTEMPT, Decision.class);
        Map<Class<?>, MethodHandle> applies = handlers(APPLY, state);
        Vocabulary.check(type, "command", ATTEMPT, attempts.keySet());
        Vocabulary.check(type, "event", APPLY, applies.keySet());
        attempts.keySet().stream().filter(applies::containsKey).findFirst().ifPresent(both -> {
            throw fault(both.getSimpleName() + " is both a command and an event", "Use two records");
        });
        Behaviour<S> behaviour = new Behaviour<>(type, state, attempts, applies, newInstance());
        checkInitial(behaviour);
        return behaviour;
    }

    private void checkInitial(Behaviour<S> behaviour) {
        String remedy = "Return the state before any event, the same in every call";
        S first;
        S second;
        try {
            first = behaviour.initial();
            second = behaviour.initial();
        } catch (RuntimeException e) {
            throw fault("initial() fails: " + e, remedy);
        }
        if (first == null) {
            throw fault("initial() returns null", remedy);
        }
        if (!first.equals(second)) {
            throw fault("initial() returns %s and then %s".formatted(first, second), remedy);
        }
    }

    private static void checkBean(Class<?> type) {
        Stateful stateful = type.getAnnotation(Stateful.class);
        if (stateful == null && !type.isAnnotationPresent(Singleton.class)) {
            throw new InvalidAggregateException(
                    type.getName(),
                    "is no session bean",
                    "Annotate it with @Stateful(passivationCapable = false) or @Singleton");
        }
        if (stateful != null && type.isAnnotationPresent(Singleton.class)) {
            throw new InvalidAggregateException(
                    type.getName(),
                    "is two kinds of bean",
                    "Keep @Stateful for one bean per id, or @Singleton for one bean");
        }
        if (stateful != null && stateful.passivationCapable()) {
            throw new InvalidAggregateException(
                    type.getName(),
                    "the container may write it to disk",
                    "Annotate it with @Stateful(passivationCapable = false): the framework passivates aggregates");
        }
        AggregateType name = type.getAnnotation(AggregateType.class);
        if (name == null || !name.value().matches("[a-z][a-z0-9-]{0,99}")) {
            throw new InvalidAggregateException(
                    type.getName(),
                    "has no legal type name",
                    "Annotate it with @AggregateType(\"name\") in lower case letters, digits and hyphens");
        }
        if (name.snapshotPeriod() < AggregateType.NEVER) {
            throw new InvalidAggregateException(
                    type.getName(),
                    "has snapshotPeriod " + name.snapshotPeriod(),
                    "Give NEVER, 0 (pure snapshot) or a number of events");
        }
    }

    private static Class<?> stateOf(Class<?> type) {
        if (type.getSuperclass() == Aggregate.class
                && type.getGenericSuperclass() instanceof ParameterizedType parameterized
                && parameterized.getActualTypeArguments()[0] instanceof Class<?> argument
                && argument.isRecord()) {
            return argument;
        }
        throw new InvalidAggregateException(
                type.getName(), "does not say its state", "Extend Aggregate<State> directly, with a record as State");
    }

    private Map<Class<?>, MethodHandle> handlers(String name, Class<?> result) {
        Map<Class<?>, MethodHandle> found = new LinkedHashMap<>();
        for (Method method : methods(name).toList()) {
            checkSignature(method, result);
            if (found.put(method.getParameterTypes()[1], handle(method)) != null) {
                throw fault(method + " is ambiguous", "Keep one " + name + " method for each record");
            }
        }
        if (found.isEmpty()) {
            throw fault("has no " + name + " method", "Write " + signature(name, result));
        }
        return found;
    }

    private Stream<Method> methods(String name) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(name) && !method.isSynthetic());
    }

    private void checkSignature(Method method, Class<?> result) {
        Class<?>[] parameters = method.getParameterTypes();
        if (Modifier.isStatic(method.getModifiers())
                || method.getReturnType() != result
                || parameters.length != 2
                || parameters[0] != state) {
            throw fault(method + " has the wrong signature", "Write " + signature(method.getName(), result));
        }
        if (!parameters[1].isRecord()) {
            throw fault(
                    method + " takes " + parameters[1].getSimpleName() + ", which is no record and so ambiguous",
                    "Write one method for each record");
        }
    }

    private String signature(String name, Class<?> result) {
        String message = name.equals(ATTEMPT) ? "command" : "event";
        return "%s %s(%s state, <record> %s)".formatted(result.getSimpleName(), name, state.getSimpleName(), message);
    }

    private MethodHandle handle(Method method) {
        try {
            return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                    .unreflect(method)
                    .asType(methodType(Object.class, Object.class, Object.class, Object.class));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Cannot reach " + method, e);
        }
    }

    private Aggregate<S> newInstance() {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw fault(
                    "cannot be created: " + (e.getCause() == null ? e : e.getCause()),
                    "Give it a constructor without parameters that does not fail");
        }
    }

    private InvalidAggregateException fault(String fault, String remedy) {
        return new InvalidAggregateException(type.getName(), fault, remedy);
    }
}
