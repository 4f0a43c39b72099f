package ee.cqrs.store;

import java.util.List;
import java.util.Optional;

import ee.cqrs.aggregate.AggregateId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThat;

/** What the parts of the contract share: an empty store for each test. */
abstract class StoreTest {

    final DurableHead head = new DurableHead();
    LocalStore store;
    EventStore reads;
    Journal journal;

    abstract TestDatabase database();

    @BeforeEach
    void open() {
        store = new LocalStore(database());
        reads = store.events();
        journal = store.journal(head);
    }

    @AfterEach
    void close() {
        store.close();
    }

    Append append(Append one) {
        return journal.append(List.of(one)).get(0);
    }

    List<RecordedEvent> all(AggregateId aggregate) {
        return reads.events(aggregate, -1, 10_000);
    }

    List<RecordedEvent> log() {
        return reads.portion(0, Long.MAX_VALUE, 10_000, Optional.empty()).events();
    }

    List<Long> positions() {
        return log().stream().map(event -> event.meta().position()).toList();
    }

    void assertNothingIsKept() {
        assertThat(List.of("event", "aggregate", "snapshot", "command", "journal where head > 0"))
                .allSatisfy(table -> assertThat(store.count(table)).isZero());
        assertThat(head.position()).isZero();
    }
}
