package ee.cqrs.drift;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.Catalogue;
import ee.cqrs.registry.AggregateRegistry;
import ee.cqrs.store.Drift;
import ee.cqrs.store.EventStore;
import ee.cqrs.store.Quarantine;

/**
 * Goes round, in turn, among the aggregates in memory, those that have a snapshot, and those that were found to differ. Each round
 * begins anew when it has come to its end. One thread goes.
 */
@Singleton
class Rounds {

    private static final int PAGE = 500;

    private final Catalogue catalogue;
    private final EventStore store;
    private final Deque<Round> rounds = new ArrayDeque<>();
    private int type;
    private String last = "";

    @Inject
    Rounds(Catalogue catalogue, AggregateRegistry registry, EventStore store, Quarantine quarantine) {
        this.catalogue = catalogue;
        this.store = store;
        rounds.add(new Round(registry::live));
        rounds.add(new Round(this::page));
        rounds.add(
                new Round(() -> quarantine.open().stream().map(Drift::aggregate).toList()));
    }

    /** The next one; empty if there is none at all, or none at the moment. */
    Optional<AggregateId> next() {
        for (int i = 0; i < rounds.size(); i++) {
            Round round = rounds.poll();
            rounds.add(round);
            Optional<AggregateId> next = round.next();
            if (next.isPresent()) {
                return next;
            }
        }
        return Optional.empty();
    }

    /** Some ids of a type that takes snapshots; when it has no more, the next time those of another one. */
    private List<AggregateId> page() {
        List<AggregateDefinition<?>> types = catalogue.all().stream()
                .filter(definition -> definition.snapshotPeriod() > 0)
                .toList();
        if (types.isEmpty()) {
            return List.of();
        }
        String name = types.get(type % types.size()).name();
        List<String> ids = store.ids(name, last, PAGE);
        if (ids.size() < PAGE) {
            type = (type + 1) % types.size();
            last = "";
        } else {
            last = ids.get(ids.size() - 1);
        }
        return ids.stream().map(id -> new AggregateId(name, id)).toList();
    }

    private static final class Round {

        private final Supplier<? extends Collection<AggregateId>> beginning;
        private final Deque<AggregateId> left = new ArrayDeque<>();

        Round(Supplier<? extends Collection<AggregateId>> beginning) {
            this.beginning = beginning;
        }

        Optional<AggregateId> next() {
            if (left.isEmpty()) {
                left.addAll(beginning.get());
            }
            return Optional.ofNullable(left.poll());
        }
    }
}
