package ee.cqrs.audit;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.command.Ledger;
import ee.cqrs.command.LocalEngine;
import ee.cqrs.example.Parcel;
import ee.cqrs.store.LocalStore;
import ee.cqrs.store.LogPart;
import ee.cqrs.store.RecordedEvent;
import ee.cqrs.store.RootHash;
import ee.cqrs.store.StoredLog;
import ee.cqrs.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A log that the real engine has written, somebody who tampers with it, and words for what is found. */
abstract class AuditTest {

    static final AggregateDefinition<?> LEDGER =
            AggregateDefinition.of("test", Ledger.class).withSnapshotPeriod(AggregateType.NEVER);
    static final AggregateDefinition<?> PARCEL = AggregateDefinition.of("test", Parcel.class);

    @TempDir
    Path folder;

    TestDatabase database;
    LocalEngine engine;
    StoredLog log;

    TestDatabase newDatabase() {
        return TestDatabase.h2(folder);
    }

    @BeforeEach
    void open() {
        database = newDatabase();
        start();
    }

    private void start() {
        engine = LocalEngine.on(database);
        log = engine.store.log();
    }

    /** As if the server had been restarted. */
    void restart() {
        stop();
        start();
    }

    @AfterEach
    void stop() {
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }

    void add(AggregateDefinition<?> definition, String id, int times) {
        for (int i = 0; i < times; i++) {
            engine.accept(definition, id, new Ledger.Add(1));
        }
    }

    /** Events of three aggregates, one after the other in turns: a/0, b/0, parcel/0, a/1, ... */
    void threeStreams(int events) {
        for (int i = 0; i < events; i++) {
            add(LEDGER, "a", 1);
            add(LEDGER, "b", 1);
            engine.accept(PARCEL, "p", i == 0 ? new Parcel.SendParcel("Oslo") : new Parcel.MoveParcel("Bergen"));
        }
    }

    void tamper(String statement, Object... values) {
        engine.store.execute(statement.formatted(values));
    }

    /** Gives an event other data, and a hash that fits. */
    RecordedEvent forge(String id, long index, String data, String previousHash) {
        RecordedEvent forged = LocalStore.following(previousHash, event(id, index), data);
        tamper(
                "update event set payload = '%s', hash = '%s', previous_hash = %s where aggregate_id = '%s' and event_index = %d",
                data, forged.meta().hash(), previousHash == null ? "null" : "'" + previousHash + "'", id, index);
        return forged;
    }

    /** The same for all from there on, as somebody would who knows how. */
    void forgeAllFrom(String id, long index, String data) {
        String previous = event(id, index).meta().previousHash();
        String payload = data;
        for (long i = index; i < stream(id).size(); i++) {
            previous = forge(id, i, payload == null ? event(id, i).data() : payload, previous)
                    .meta()
                    .hash();
            payload = null;
        }
    }

    /** In the order of their indexes. */
    List<RecordedEvent> stream(String id) {
        LogPart part = new LogPart("ledger", id);
        return log.events(part, part.start(), 10_000);
    }

    RecordedEvent event(String id, long index) {
        return stream(id).stream()
                .filter(event -> event.meta().index() == index)
                .findFirst()
                .orElseThrow();
    }

    void recordRoot() {
        long head = log.head();
        String root = verify(LogPart.all()).root();
        assertThat(engine.store.roots().record(new RootHash(head, root, Instant.EPOCH)))
                .isTrue();
    }

    Verdict verify(LogPart part) {
        return Verification.of(log, log::head, part, Map.of()).run(progress -> {});
    }

    Verdict verify() {
        return verify(LogPart.all());
    }

    void assertSound(LogPart part) {
        Verdict verdict = verify(part);
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.sound()).isTrue();
    }

    /** What is named first. */
    static void assertFirst(Verdict verdict, Fault fault, String type, String id, Long index, Long position) {
        assertThat(verdict.sound()).isFalse();
        Finding first = verdict.findings().get(0);
        assertThat(first).as(first.toString()).isEqualTo(new Finding(fault, type, id, index, position, first.detail()));
    }
}
