package ee.cqrs.audit;

import ee.cqrs.store.TestDatabase;
import org.junit.jupiter.api.Nested;

/** What the verification asks of the database, once more on PostgreSQL. */
class PostgresAuditTest {

    @Nested
    class Reading extends WholeLogTest {
        @Override
        TestDatabase newDatabase() {
            return TestDatabase.postgresql();
        }
    }

    @Nested
    class Recording extends RootRecorderTest {
        @Override
        TestDatabase newDatabase() {
            return TestDatabase.postgresql();
        }
    }

    @Nested
    class Damage extends DamageTest {
        @Override
        TestDatabase newDatabase() {
            return TestDatabase.postgresql();
        }

        @Override
        String dropPrimaryKey() {
            return "alter table event drop constraint event_pkey";
        }
    }
}
