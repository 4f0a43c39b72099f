package ee.cqrs.command;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.store.TestDatabase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The tests of the engine, once more on PostgreSQL. */
class PostgresEngineTest {

    @Nested
    class Handling extends CommandHandlerTest {
        @Override
        TestDatabase newDatabase() {
            return TestDatabase.postgresql();
        }

        @Test
        void what_another_node_has_committed_is_read() {
            add(Ledger.NEVER, "a", 1);
            engine.forget(Ledger.NEVER, "a");
            try (LocalEngine other = LocalEngine.on(database)) {
                other.accept(Ledger.NEVER, "a", new Ledger.Add(10));
            }

            assertThat(engine.repository.at(Ledger.NEVER, new AggregateId("ledger", "a"), 1))
                    .isPresent();
        }
    }

    @Nested
    class Idempotency extends IdempotencyTest {
        @Override
        TestDatabase newDatabase() {
            return TestDatabase.postgresql();
        }
    }

    @Nested
    class Uniqueness extends UniquenessTest {
        @Override
        TestDatabase newDatabase() {
            return TestDatabase.postgresql();
        }
    }

    @Nested
    class InlineProjections extends InlineProjectionTest {
        @Override
        TestDatabase newDatabase() {
            return TestDatabase.postgresql();
        }

        @Override
        String ownError() {
            return "do 'begin raise exception ''not this one''; end'";
        }
    }

    @Nested
    class Modalities extends ModalitiesTest {
        @Override
        TestDatabase newDatabase() {
            return TestDatabase.postgresql();
        }
    }

    @Nested
    class RestoreRules extends RestoreRulesTest {
        @Override
        TestDatabase newDatabase() {
            return TestDatabase.postgresql();
        }
    }
}
