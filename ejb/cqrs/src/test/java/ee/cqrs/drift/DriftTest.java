package ee.cqrs.drift;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.Catalogue;
import ee.cqrs.command.LocalEngine;
import ee.cqrs.json.Json;
import ee.cqrs.repository.Replay;
import ee.cqrs.settings.TestSettings;
import ee.cqrs.snapshot.Snapshotter;
import ee.cqrs.store.Drift;
import ee.cqrs.store.LocalStore;
import ee.cqrs.store.Quarantine;
import ee.cqrs.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What the tests of the check share: an engine, the watch beside it, and ways to damage states. */
abstract class DriftTest {

    static final AggregateId TANK = new AggregateId("tank", "a");

    @TempDir
    Path folder;

    LocalStore store;
    LocalEngine engine;
    DriftWatch watch;
    /** How far the clock of the watch is ahead. */
    Duration later = Duration.ZERO;

    /** Whose reading fails. */
    final Map<AggregateId, RuntimeException> unreadable = new ConcurrentHashMap<>();

    private AggregateDefinition<?> definition;

    @BeforeEach
    void open() {
        store = new LocalStore(newDatabase());
        open(Tank.EVERY_3);
    }

    TestDatabase newDatabase() {
        return TestDatabase.h2(folder);
    }

    @AfterEach
    void close() {
        engine.close();
        store.close();
    }

    /** As after a restart of a server that has the type in this modality. */
    void open(AggregateDefinition<?> type, String... namesAndValues) {
        if (engine != null) {
            engine.close();
        }
        definition = type;
        engine = LocalEngine.contained(store, namesAndValues);
        Catalogue catalogue = new Catalogue();
        catalogue.add(List.of(type));
        catalogue.open();
        Json json = new Json();
        Quarantine quarantine = engine.quarantine;
        DriftCheck check =
                new DriftCheck(
                        engine.registry,
                        engine.repository,
                        new Snapshotter(engine.events, quarantine, json),
                        new Replay(engine.events, json),
                        json) {
                    @Override
                    <S> Comparison compare(AggregateDefinition<S> definition, AggregateId id) {
                        if (unreadable.containsKey(id)) {
                            throw unreadable.get(id);
                        }
                        return super.compare(definition, id);
                    }
                };
        watch = new DriftWatch(
                check,
                new Rounds(catalogue, engine.registry, engine.events, quarantine),
                quarantine,
                catalogue,
                engine.registry,
                Clock.systemUTC(),
                TestSettings.with(namesAndValues),
                () -> System.nanoTime() + later.toNanos());
    }

    void send(Record... commands) {
        for (Record command : commands) {
            engine.accept(definition, TANK.id(), command);
        }
    }

    void fill(int times) {
        for (int i = 0; i < times; i++) {
            send(new Tank.Fill(10));
        }
    }

    void check() {
        watch.check(TANK);
    }

    void forget() {
        engine.forget(definition, TANK.id());
    }

    AggregateState<?> state() {
        return engine.repository.find(definition, TANK).orElseThrow();
    }

    long litres() {
        return ((Tank.State) state().state()).litres();
    }

    /** Somebody has changed what is in memory. */
    @SuppressWarnings("unchecked") // a tank
    void changeMemory(long litres) {
        var place = engine.registry.<Tank.State>enter(TANK);
        AggregateState<Tank.State> present = place.durable().orElseThrow();
        place.swap(new AggregateState<>(
                present.meta(),
                new Tank.State(
                        litres, present.state().suppliers(), present.state().price()),
                present.eventHash()));
        engine.registry.leave(place);
    }

    /** As by an apply that was another one once: no checksum tells. */
    void changeSnapshot(long litres) {
        store.execute("update snapshot set checksum = null, payload = '{\"litres\":%d,\"suppliers\":[],\"price\":0}'"
                .formatted(litres));
    }

    Drift onlyDrift() {
        assertThat(watch.open()).hasSize(1);
        return watch.open().get(0);
    }

    void assertNothingFound() {
        check();
        assertThat(watch.open()).isEmpty();
        assertThat(store.count("drift")).isZero();
    }
}
