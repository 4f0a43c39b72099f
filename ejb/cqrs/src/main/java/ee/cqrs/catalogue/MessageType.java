package ee.cqrs.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import ee.cqrs.aggregate.Alias;
import ee.cqrs.aggregate.InvalidAggregateException;
import ee.cqrs.aggregate.SchemaVersion;
import ee.cqrs.aggregate.Upcaster;
import ee.cqrs.json.Json;

/**
 * A command, event or state record as it stands on the wire and in the store.
 *
 * @param recordClass the record
 * @param name its name on the wire: the simple class name
 * @param aliases earlier names, still read
 * @param version its schema version, from 1
 * @param upcasters the steps from version 1 to this one; empty where old versions cannot be read
 */
public record MessageType(
        Class<? extends Record> recordClass, String name, List<String> aliases, int version, List<Upcaster> upcasters) {

    static MessageType of(Class<?> recordClass) {
        JsonMapping.check(recordClass);
        Alias alias = recordClass.getAnnotation(Alias.class);
        SchemaVersion schema = recordClass.getAnnotation(SchemaVersion.class);
        return new MessageType(
                recordClass.asSubclass(Record.class),
                recordClass.getSimpleName(),
                alias == null ? List.of() : List.of(alias.value()),
                schema == null ? 1 : schema.value(),
                schema == null ? List.of() : upcasters(recordClass, schema));
    }

    /**
     * Whether stored JSON of every older version can be lifted to this one.
     *
     * @return true for version 1, or with a complete chain
     */
    public boolean readsOlderVersions() {
        return upcasters.size() == version - 1;
    }

    /**
     * Reads stored JSON.
     *
     * @param json the mapper
     * @param text what is stored
     * @param storedVersion the schema version it was stored with
     * @return the record
     * @throws UnreadableException if it was stored with a newer version, lacks a step or does not fit
     */
    public Record read(Json json, String text, int storedVersion) {
        if (storedVersion > version || storedVersion < 1) {
            throw new UnreadableException(
                    "%s has version %d, but this application knows versions 1 to %d: deploy a newer one"
                            .formatted(name, storedVersion, version));
        }
        if (storedVersion < version && !readsOlderVersions()) {
            throw new UnreadableException(
                    "%s has version %d and no upcaster lifts it to version %d".formatted(name, storedVersion, version));
        }
        try {
            return storedVersion == version
                    ? json.read(text, recordClass)
                    : json.convert(upcast(json.fields(text), storedVersion), recordClass);
        } catch (RuntimeException e) { // an upcaster may throw anything
            throw new UnreadableException(
                    "%s of version %d cannot be read: %s".formatted(name, storedVersion, e.getMessage()), e);
        }
    }

    private Map<String, Object> upcast(Map<String, Object> fields, int storedVersion) {
        Map<String, Object> lifted = fields;
        for (Upcaster step : upcasters.subList(storedVersion - 1, upcasters.size())) {
            lifted = step.upcast(lifted);
        }
        return lifted;
    }

    private static List<Upcaster> upcasters(Class<?> recordClass, SchemaVersion schema) {
        int steps = schema.upcasters().length;
        if (schema.value() < 1 || steps > 0 && steps != schema.value() - 1) {
            throw new InvalidAggregateException(
                    recordClass.getName(),
                    "has version %d and %d upcasters".formatted(schema.value(), steps),
                    "List one upcaster for each step from version 1");
        }
        return Arrays.stream(schema.upcasters()).map(MessageType::newInstance).toList();
    }

    private static Upcaster newInstance(Class<? extends Upcaster> upcaster) {
        try {
            var constructor = upcaster.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new InvalidAggregateException(
                    upcaster.getName(), "cannot be created: " + e, "Give it a constructor without parameters");
        }
    }
}
