package ee.cqrs.command;

import java.nio.file.Path;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of the engine share: a new store for each test, and words for what they look at. */
abstract class EngineTest {

    @TempDir
    Path folder;

    TestDatabase database;
    LocalEngine engine;

    @BeforeEach
    void open() {
        database = newDatabase();
        engine = LocalEngine.on(database);
    }

    TestDatabase newDatabase() {
        return TestDatabase.h2(folder);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    /** The state from memory if it is there. */
    AggregateState<?> live(AggregateDefinition<?> definition, String id) {
        return engine.repository
                .find(definition, new AggregateId(definition.name(), id))
                .orElse(null);
    }

    /** The state from the store. */
    AggregateState<?> restored(AggregateDefinition<?> definition, String id) {
        engine.forget(definition, id);
        return live(definition, id);
    }

    Ledger.State sum(AggregateDefinition<?> definition, String id) {
        AggregateState<?> state = restored(definition, id);
        return state == null ? null : (Ledger.State) state.state();
    }

    /** Changes the events of an aggregate as if they had been stored like this: their hashes fit. */
    void rewrite(String id, String... changes) {
        for (String change : changes) {
            engine.store.execute("update event set " + change);
        }
        engine.store.hashAnew(new AggregateId("ledger", id));
    }

    void add(AggregateDefinition<?> definition, String id, long... amounts) {
        for (long amount : amounts) {
            engine.accept(definition, id, new Ledger.Add(amount));
        }
    }
}
