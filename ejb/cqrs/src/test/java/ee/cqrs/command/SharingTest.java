package ee.cqrs.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.store.StoreException;
import ee.cqrs.store.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Two nodes on one PostgreSQL. Their hearts beat when the test says so. */
abstract class SharingTest {

    final AggregateId aggregate = new AggregateId("ledger", "a");
    final TestDatabase database = TestDatabase.postgresql();
    private final List<LocalEngine> engines = new ArrayList<>();
    LocalEngine here;
    LocalEngine there;

    /** Once a node is alone, it is for the whole test, unless it sees another. */
    static String[] longLease() {
        return settings("PT60S", "PT60S");
    }

    static String[] shortLease() {
        return settings("PT0.2S", "PT60S");
    }

    /** Who is silent for so long, and for one heartbeat of such a node, is taken for dead by it. */
    static String[] expecting(String life) {
        return settings(life, life);
    }

    /** The same, for nodes that hardly ever beat. */
    static String[] shortLives() {
        return settings("PT0.2S", "PT1S");
    }

    private static String[] settings(String lease, String expiry) {
        return new String[] {"cqrs.node.heartbeat", lease, "cqrs.node.lease", lease, "cqrs.node.expiry", expiry};
    }

    @BeforeEach
    void start() {
        here = node(longLease());
        here.beat();
        there = node(shortLease());
    }

    @AfterEach
    void stop() {
        engines.forEach(LocalEngine::close);
    }

    LocalEngine node(String... settings) {
        return opened(LocalEngine.sharing(database, settings));
    }

    LocalEngine opened(LocalEngine engine) {
        engines.add(engine);
        return engine;
    }

    /** It comes, its lease is over, and the other one has seen it. */
    void thereJoins() {
        joins(there);
        here.beat();
    }

    static void joins(LocalEngine node) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> node.beat().membership.isMember());
    }

    CommandOutcome.Accepted add(LocalEngine node, AggregateDefinition<?> definition, long amount) {
        return node.accept(definition, "a", new Ledger.Add(amount));
    }

    CommandOutcome send(LocalEngine node, AggregateDefinition<?> definition, Record command) {
        return node.send(definition, message(command));
    }

    static CommandMessage message(Record command) {
        return CommandMessage.of("ledger", "a", command, "test");
    }

    Object state(LocalEngine node, AggregateDefinition<?> definition) {
        return node.repository.find(definition, aggregate).orElseThrow().state();
    }

    static void assertNotAMember(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.fault())
                .isEqualTo(StoreException.Fault.MEMBERSHIP));
    }
}
