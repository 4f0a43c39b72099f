package ee.cqrs.command;

import java.util.List;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.store.EventStore;
import ee.cqrs.store.LocalStore;
import ee.cqrs.store.RecordedEvent;

import static org.assertj.core.api.Assertions.assertThat;

/** What the tables must hold after a sequence. */
record StoredLedgers(LocalStore store, String prefix) {

    /** Dense but for what a time without events has left out, chained, and all that the model has. */
    void checkEvents(EventStore events, String id, List<EngineModel.Kept> kept) {
        List<RecordedEvent> stored = events.events(new AggregateId("ledger", id), -1, 100_000);
        assertThat(stored.stream()
                        .map(event -> new EngineModel.Kept(event.meta().index(), LedgerModel.amount(event))))
                .as("events of %s", id)
                .isEqualTo(kept);
        String hash = null;
        for (RecordedEvent event : stored) {
            assertThat(event.meta().previousHash()).isEqualTo(hash);
            hash = event.hash();
        }
    }

    /** One row for each command that had an effect. */
    void checkCommands(int accepted) {
        assertThat(store.count("command where aggregate_id like '%s%%'".formatted(prefix)))
                .isEqualTo(accepted);
    }

    void checkPositions(long head) {
        assertThat(store.count("event")).as("positions are dense").isEqualTo(head);
        assertThat(store.count("event where position = " + head)).isEqualTo(Math.min(head, 1));
    }
}
