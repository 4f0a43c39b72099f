package ee.cqrs.audit;

import ee.cqrs.store.TestDatabase;
import org.junit.jupiter.api.Nested;

/** The tests of the verification, once more on PostgreSQL. */
class PostgresAuditTest {

    @Nested
    class Tampering extends TamperingTest {
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
}
