package ee.cqrs.command;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.store.LocalStore;
import ee.cqrs.store.RecordedEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** One store for all tests of a class, and in it one aggregate for each test, with a sum of 1. */
abstract class SharedStoreTest extends EngineTest {

    static LocalStore store;

    final String id = UUID.randomUUID().toString();
    final AggregateId aggregate = new AggregateId("ledger", id);
    /** Where the log stood when the test began. */
    long start;

    @BeforeAll
    static void openStore(@TempDir Path shared) {
        store = new LocalStore(shared);
    }

    @AfterAll
    static void closeStore() {
        store.close();
    }

    @Override
    @BeforeEach
    void open() {
        engine = LocalEngine.contained(store);
        add(Ledger.EVERY_3, id, 1);
        start = engine.head.position();
    }

    /** As after a restart with these settings. */
    void reopen(String... namesAndValues) {
        engine.close();
        engine = LocalEngine.contained(store, namesAndValues);
        assertThat(live().index()).isZero();
    }

    PendingCommand<?> begin(Record command) {
        return begin(command(command));
    }

    PendingCommand<?> begin(String other, Record command) {
        return begin(CommandMessage.of("ledger", other, command, "test"));
    }

    PendingCommand<?> begin(CommandMessage message) {
        return engine.begin(Ledger.EVERY_3, message);
    }

    static Caller<CommandOutcome> awaiting(PendingCommand<?> pending) {
        return Caller.of(pending::await);
    }

    CommandMessage command(Record command) {
        return CommandMessage.of("ledger", id, command, "test");
    }

    /** The database refuses its origin. */
    CommandMessage refused(Record command) {
        return CommandMessage.of("ledger", id, command, "x".repeat(CommandMessage.MAX_TEXT + 1));
    }

    AggregateState<?> live() {
        return live(Ledger.EVERY_3, id);
    }

    static CommandOutcome.Accepted accepted(CommandOutcome outcome) {
        return (CommandOutcome.Accepted) outcome;
    }

    static long index(CommandOutcome outcome) {
        return accepted(outcome).aggregate().index();
    }

    static void assertKind(Problem.Kind kind, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(CommandException.class, e -> assertThat(
                        e.problem().kind())
                .isEqualTo(kind));
    }

    /** What a restart finds: this sum of so many events, without gaps. */
    void assertSound(long sum, long count) {
        assertThat(sum(Ledger.EVERY_3, id)).isEqualTo(new Ledger.State(sum, count));
        List<RecordedEvent> events = engine.events.events(aggregate, -1, 1_000);
        assertThat(events)
                .extracting(event -> event.meta().index())
                .containsExactlyElementsOf(LongStream.range(0, count).boxed().toList());
    }
}
