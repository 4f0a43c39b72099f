package ee.cqrs.catalogue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** To which application a class belongs: to that of its module, which its class loader tells. */
public final class Modules {

    private final Map<ClassLoader, String> running = new HashMap<>();
    private final Set<ClassLoader> known = new HashSet<>();

    /**
     * Adds an application.
     *
     * @param bean its class
     * @param name its name
     * @param runs whether it has started
     */
    public void add(Class<?> bean, String name, boolean runs) {
        known.add(bean.getClassLoader());
        if (runs) {
            running.putIfAbsent(bean.getClassLoader(), name);
        }
    }

    /**
     * The application of a class.
     *
     * @param type the class
     * @return empty if none of its module runs
     */
    public Optional<String> applicationOf(Class<?> type) {
        return Optional.ofNullable(running.get(type.getClassLoader()));
    }

    /**
     * Whether a class can be used.
     *
     * @param type the class
     * @return false if there are applications in its module and none of them runs
     */
    public boolean isUsable(Class<?> type) {
        return running.containsKey(type.getClassLoader()) || !known.contains(type.getClassLoader());
    }
}
