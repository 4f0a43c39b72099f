package ee.cqrs.projection;

import ee.cqrs.store.TestDatabase;

class PostgresRebuildTest extends RebuildContract {

    @Override
    TestDatabase database() {
        return TestDatabase.postgresql();
    }
}
