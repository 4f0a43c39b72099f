package ee.cqrs.drift;

import ee.cqrs.store.TestDatabase;
import org.junit.jupiter.api.Nested;

/** What the check asks of the database, once more on PostgreSQL. */
class PostgresDriftTest {

    @Nested
    class Watching extends DriftWatchTest {
        @Override
        TestDatabase newDatabase() {
            return TestDatabase.postgresql();
        }
    }
}
