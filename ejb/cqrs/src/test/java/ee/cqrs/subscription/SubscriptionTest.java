package ee.cqrs.subscription;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.command.Ledger;
import ee.cqrs.command.LocalEngine;
import ee.cqrs.store.TestDatabase;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What the tests of subscriptions share: an engine that writes the log, nodes that read it, and words for what they look at. */
abstract class SubscriptionTest {

    static final AggregateDefinition<?> LEDGER =
            AggregateDefinition.of("test", Ledger.class).withSnapshotPeriod(AggregateType.NEVER);

    private static final int WRITERS = 16;
    private static final String[] FAST = {
        "cqrs.subscription.retry-pause", "PT0.001S", "cqrs.subscription.poll", "PT0.1S"
    };

    @TempDir
    Path folder;

    private final List<LocalNode> nodes = new ArrayList<>();
    LocalEngine engine;

    abstract TestDatabase database();

    @BeforeEach
    void open() {
        engine = LocalEngine.on(database());
        Recorder.prepare(engine.store);
    }

    @AfterEach
    void close() {
        nodes.forEach(LocalNode::close);
        engine.close();
    }

    /** One that has the store for itself. */
    LocalNode node(String... namesAndValues) {
        LocalNode node = new LocalNode(
                engine.store, engine.head, engine.store.alone(), namesAndValues.length == 0 ? FAST : namesAndValues);
        nodes.add(node);
        return node;
    }

    LocalNode added(LocalNode node) {
        nodes.add(node);
        return node;
    }

    Recorder recorder(String name) {
        return recorder(SubscriptionDefinition.named(name));
    }

    Recorder recorder(SubscriptionDefinition definition) {
        return new Recorder(definition, engine.store);
    }

    void add(String id, int times) {
        for (int i = 0; i < times; i++) {
            engine.accept(LEDGER, id, new Ledger.Add(1));
        }
    }

    /** Each aggregate so often, by many writers at once. */
    void write(int aggregates, int times) {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                for (int aggregate = 0; aggregate < aggregates; aggregate++) {
                    String id = "a-" + aggregate;
                    all.add(writers.submit(() -> add(id, 1)));
                }
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            writers.shutdown();
        }
    }

    static ConditionFactory eventually() {
        return Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(30));
    }

    /** Until it stands at the end of the log. */
    void awaitEnd(LocalNode node, String name) {
        eventually().until(() -> node.control
                .find(name)
                .filter(status -> status.position() == engine.head.position())
                .isPresent());
    }

    /** The positions that a subscription has handled, in the order in which it did. */
    List<Long> handled(String name) {
        return engine.store.numbers(
                "select position from handled where subscription = '%s' order by number".formatted(name));
    }

    /** The partitions of a subscription that a node has. */
    List<Long> owned(String name) {
        return engine.store.numbers(
                "select part from subscription where name = '%s' and owner is not null".formatted(name));
    }

    List<Long> log() {
        return engine.store.numbers("select position from event order by position");
    }

    /** Nothing is left out or doubled, and each aggregate is in order. */
    void assertAllHandledInOrder(LocalNode node, String name) {
        assertThat(handled(name)).containsExactlyInAnyOrderElementsOf(log());
        Map<String, Long> last = new LinkedHashMap<>();
        engine.store.sql(
                "select id, position from handled where subscription = '%s' order by number".formatted(name), rows -> {
                    try {
                        while (rows.next()) {
                            assertThat(last.getOrDefault(rows.getString(1), 0L)).isLessThan(rows.getLong(2));
                            last.put(rows.getString(1), rows.getLong(2));
                        }
                        return last;
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
        assertComplete(node, name);
    }

    void assertComplete(LocalNode node, String name) {
        eventually().untilAsserted(() -> assertThat(node.audit(name))
                .satisfies(audit -> assertThat(audit.complete()).as("%s", audit).isTrue()));
    }
}
