package ee.cqrs.command;

import ee.cqrs.aggregate.AggregateId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** On H2, where what another connection can see may not be durable yet. */
class DurableReadsTest extends EngineTest {

    private static final AggregateId A = new AggregateId("ledger", "a");

    @Test
    void the_past_is_read_up_to_the_durable_head_only() {
        add(Ledger.NEVER, "a", 1);
        engine.forget(Ledger.NEVER, "a");
        try (LocalEngine other = LocalEngine.on(database)) {
            other.accept(Ledger.NEVER, "a", new Ledger.Add(10));
        }

        assertThat(engine.repository.at(Ledger.NEVER, A, 0)).isPresent();
        assertThat(engine.repository.at(Ledger.NEVER, A, 1)).isEmpty();
    }
}
