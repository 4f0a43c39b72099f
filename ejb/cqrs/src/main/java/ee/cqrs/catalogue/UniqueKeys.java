package ee.cqrs.catalogue;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import ee.cqrs.aggregate.InvalidAggregateException;
import ee.cqrs.aggregate.Releases;
import ee.cqrs.aggregate.Unique;

/** The natural keys that an event reserves for its aggregate, or releases. */
final class UniqueKeys {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,100}");
    private static final Set<Class<?>> TYPES =
            Set.of(String.class, UUID.class, long.class, Long.class, int.class, Integer.class);

    private final Map<String, Optional<Method>> keys = new LinkedHashMap<>();

    private UniqueKeys() {}

    /** @throws InvalidAggregateException if the annotations cannot be meant */
    static UniqueKeys of(Class<?> event) {
        UniqueKeys found = new UniqueKeys();
        for (RecordComponent component : event.getRecordComponents()) {
            Unique unique = component.getAnnotation(Unique.class);
            if (unique != null) {
                if (!TYPES.contains(component.getType())) {
                    throw new InvalidAggregateException(
                            event.getName() + "." + component.getName(),
                            "a %s cannot be unique"
                                    .formatted(component.getType().getSimpleName()),
                            "Use a String, UUID, long or int");
                }
                component.getAccessor().setAccessible(true);
                found.put(event, unique.value(), Optional.of(component.getAccessor()));
            }
        }
        Releases releases = event.getAnnotation(Releases.class);
        if (releases != null) {
            for (String name : releases.value()) {
                found.put(event, name, Optional.empty());
            }
        }
        return found;
    }

    private void put(Class<?> event, String name, Optional<Method> accessor) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidAggregateException(
                    event.getName(),
                    "has a unique key named '%s'".formatted(name),
                    "Name it by 1 to 100 small letters, digits and hyphens");
        }
        if (keys.put(name, accessor) != null) {
            throw new InvalidAggregateException(
                    event.getName(),
                    "says twice what becomes of the unique key " + name,
                    "Leave one @Unique or @Releases for it");
        }
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** By name: the value that the aggregate has from now on; empty if it has none any more. */
    Map<String, Optional<String>> changes(Record event) {
        Map<String, Optional<String>> changes = new LinkedHashMap<>();
        keys.forEach((name, accessor) -> {
            if (accessor.isEmpty()) {
                changes.put(name, Optional.empty());
                return;
            }
            changes.put(
                    name,
                    Optional.ofNullable(BeanMethod.call(accessor.get(), event)).map(Object::toString));
        });
        return changes;
    }
}
