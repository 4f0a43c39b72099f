package ee.cqrs.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ee.cqrs.aggregate.AggregateId;

/** Which aggregates have the natural keys that some appends are about: as it is stored, and then as one append after another leaves it. */
public final class KeyHolders {

    private final Map<ReservedKey, AggregateId> holders = new HashMap<>();
    private final Map<Place, ReservedKey> keys = new HashMap<>();

    /** @param rows type, id, name, value of what is stored, each perhaps twice */
    KeyHolders(List<String[]> rows) {
        for (String[] row : rows) {
            AggregateId holder = new AggregateId(row[0], row[1]);
            put(holder, new ReservedKey(row[0], row[2], row[3]));
        }
    }

    /**
     * Gives an append its keys, unless another aggregate has one of them.
     *
     * @param append the next one
     * @return that one; empty if the keys are its own now
     */
    public Optional<KeyTakenException> take(Append append) {
        AggregateId aggregate = append.aggregate();
        for (KeyChange change : append.keys()) {
            ReservedKey wanted = wanted(aggregate, change);
            if (wanted != null && !holders.getOrDefault(wanted, aggregate).equals(aggregate)) {
                return Optional.of(new KeyTakenException(wanted));
            }
        }
        for (KeyChange change : append.keys()) {
            ReservedKey last = keys.remove(new Place(aggregate, change.name()));
            if (last != null) {
                holders.remove(last);
            }
            if (change.value().isPresent()) {
                put(aggregate, wanted(aggregate, change));
            }
        }
        return Optional.empty();
    }

    private void put(AggregateId holder, ReservedKey key) {
        holders.put(key, holder);
        keys.put(new Place(holder, key.name()), key);
    }

    private static ReservedKey wanted(AggregateId aggregate, KeyChange change) {
        return change.value()
                .map(value -> new ReservedKey(aggregate.type(), change.name(), value))
                .orElse(null);
    }

    /** An aggregate has one value under a name. */
    private record Place(AggregateId aggregate, String name) {}
}
