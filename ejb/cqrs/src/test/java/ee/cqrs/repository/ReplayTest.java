package ee.cqrs.repository;

import java.nio.file.Path;
import java.util.List;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.command.Ledger;
import ee.cqrs.command.LocalEngine;
import ee.cqrs.json.Json;
import ee.cqrs.store.Portion;
import ee.cqrs.store.StoredStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ReplayTest {

    private static final AggregateDefinition<?> NEVER =
            AggregateDefinition.of("test", Ledger.class).withSnapshotPeriod(AggregateType.NEVER);
    private static final AggregateId ID = new AggregateId("ledger", "a");

    @Test
    void what_was_read_with_the_snapshots_is_not_read_again(@TempDir Path folder) {
        try (LocalEngine engine = LocalEngine.on(folder)) {
            engine.accept(NEVER, "a", new Ledger.AddMany(5));
            StoredStream stored = engine.events.stream(ID, snapshot -> true, Replay.BEGINNING);
            assertThat(stored.events().events()).hasSize(5);

            Replay withoutStore = new Replay(null, new Json());

            assertThat(replayed(engine, withoutStore, NEVER, stored).index()).isEqualTo(4);
        }
    }

    @Test
    void what_is_longer_than_the_beginning_is_read_on(@TempDir Path folder) {
        try (LocalEngine engine = LocalEngine.on(folder)) {
            int count = Replay.BEGINNING + Replay.PAGE + 1; // it never reads more than there is room for
            engine.accept(NEVER, "a", new Ledger.AddMany(count));
            StoredStream stored = engine.events.stream(ID, snapshot -> true, Replay.BEGINNING);

            Replay replay = new Replay(engine.store.portions(), new Json());

            assertThat(replayed(engine, replay, NEVER, stored).index()).isEqualTo(count - 1);
        }
    }

    @Test
    void a_page_that_begins_elsewhere_is_not_used(@TempDir Path folder) {
        try (LocalEngine engine = LocalEngine.on(folder)) {
            engine.accept(NEVER, "a", new Ledger.AddMany(5));
            StoredStream ofAnotherSnapshot = new StoredStream(List.of(), 2, new Portion(List.of(), false));

            Replay replay = new Replay(engine.events, new Json());

            assertThat(replayed(engine, replay, NEVER, ofAnotherSnapshot).index())
                    .isEqualTo(4);
        }
    }

    private static <S> AggregateState<S> replayed(
            LocalEngine engine, Replay replay, AggregateDefinition<S> definition, StoredStream stored) {
        return replay.replay(definition, engine.repository.newState(definition, ID), stored);
    }
}
