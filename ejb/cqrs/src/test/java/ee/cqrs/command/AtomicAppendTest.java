package ee.cqrs.command;

import java.nio.file.Path;

import ee.cqrs.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** All events of a command are one append, on each database. */
class AtomicAppendTest {

    private static final int EVENTS = 1_000;

    @TempDir
    Path folder;

    private LocalEngine engine;

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void on_h2_a_failure_in_the_middle_of_thousand_events_leaves_none() {
        engine = LocalEngine.on(folder);

        assertAllOrNothing();
    }

    @Test
    void on_postgresql_a_failure_in_the_middle_of_thousand_events_leaves_none() {
        engine = LocalEngine.on(TestDatabase.postgresql());

        assertAllOrNothing();
    }

    private void assertAllOrNothing() {
        CommandMessage command = CommandMessage.of("ledger", "a", new Ledger.AddMany(EVENTS), "test")
                .withCommandId("thousand");
        engine.accept(Ledger.EVERY_3, "b", new Ledger.Add(1));
        engine.store.execute(
                "alter table event add constraint refused check (aggregate_id <> 'a' or event_index <> 500)");

        assertThatThrownBy(() -> engine.send(Ledger.EVERY_3, command)).isInstanceOf(RuntimeException.class);

        assertThat(engine.store.count("event")).isEqualTo(1);
        assertThat(engine.store.count("command")).isEqualTo(1);
        assertThat(engine.store.count("aggregate")).isEqualTo(1);
        assertThat(engine.store.count("snapshot where aggregate_id = 'a'")).isZero();
        assertThat(engine.events.head()).isEqualTo(1);

        engine.store.execute("alter table event drop constraint refused");
        CommandOutcome.Accepted accepted = (CommandOutcome.Accepted) engine.send(Ledger.EVERY_3, command);

        assertThat(accepted.position()).isEqualTo(1 + EVENTS);
        assertThat(accepted.events())
                .extracting(event -> event.meta().index())
                .startsWith(0L)
                .endsWith(EVENTS - 1L)
                .isSorted();
        assertThat(engine.store.count("event where command_id = 'thousand'")).isEqualTo(EVENTS);
        assertThat(engine.store.count("command where command_id = 'thousand' and first_index = 0 and last_index = 999"))
                .isEqualTo(1);
        assertThat(engine.events.head()).isEqualTo(1 + EVENTS);
    }
}
