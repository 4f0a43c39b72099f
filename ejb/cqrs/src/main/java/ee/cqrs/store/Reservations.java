package ee.cqrs.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;

import ee.cqrs.aggregate.AggregateId;

/** The natural keys that are reserved, on a JPA connection. */
record Reservations(EntityManager entities, JournalStatements statements) {

    private static final String RELEASE =
            "delete from ReservationRow r where r.aggregateId = :id and r.aggregateType = :type and r.keyName = :name";

    /** Who has the keys that the appends want, and which keys their aggregates have. */
    KeyHolders holders(List<Append> appends) {
        List<Append> changing =
                appends.stream().filter(append -> !append.keys().isEmpty()).toList();
        if (changing.isEmpty()) {
            return new KeyHolders(List.of());
        }
        List<String[]> rows = new ArrayList<>(find(
                statements.reservedValues(),
                changing.stream()
                        .flatMap(append -> append.keys().stream())
                        .flatMap(change -> change.value().stream())));
        rows.addAll(find(statements.reservedBy(), changing.stream().map(append -> append.aggregate()
                .id())));
        return new KeyHolders(rows);
    }

    @SuppressWarnings("unchecked") // of a native query
    private List<String[]> find(String query, Stream<String> asked) {
        String[] values = asked.distinct().toArray(String[]::new);
        if (values.length == 0) {
            return List.of();
        }
        List<Object[]> found =
                entities.createNativeQuery(query).setParameter(1, values).getResultList();
        return found.stream()
                .map(row -> Stream.of(row).map(String.class::cast).toArray(String[]::new))
                .toList();
    }

    /** Of several appends to one aggregate the last value counts. All is freed before anything is taken. */
    void save(List<Append> appends) {
        Map<AggregateId, Map<String, Optional<String>>> latest = new LinkedHashMap<>();
        for (Append append : appends) {
            for (KeyChange change : append.keys()) {
                latest.computeIfAbsent(append.aggregate(), id -> new LinkedHashMap<>())
                        .put(change.name(), change.value());
            }
        }
        SortedMap<ReservedKey, String> taken = new TreeMap<>(); // in one order for all writers
        latest.forEach((aggregate, keys) -> keys.forEach((name, value) -> {
            release(aggregate, name);
            value.ifPresent(given -> taken.put(new ReservedKey(aggregate.type(), name, given), aggregate.id()));
        }));
        taken.forEach((key, id) -> entities.persist(new ReservationRow(key, id)));
        entities.flush();
    }

    private void release(AggregateId aggregate, String name) {
        entities.createQuery(RELEASE)
                .setParameter("id", aggregate.id())
                .setParameter("type", aggregate.type())
                .setParameter("name", name)
                .executeUpdate();
    }
}
