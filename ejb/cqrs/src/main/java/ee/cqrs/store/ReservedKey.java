package ee.cqrs.store;

import java.util.Comparator;

/**
 * A natural key that one aggregate of a type can have.
 *
 * @param type the type of the aggregate
 * @param name the name of the key
 * @param value its value
 */
record ReservedKey(String type, String name, String value) implements Comparable<ReservedKey> {

    private static final Comparator<ReservedKey> ORDER = Comparator.comparing(ReservedKey::value)
            .thenComparing(ReservedKey::name)
            .thenComparing(ReservedKey::type);

    @Override
    public int compareTo(ReservedKey other) {
        return ORDER.compare(this, other);
    }
}
