package ee.cqrs.subscription;

import ee.cqrs.store.TestDatabase;

class PostgresInlineSwitchTest extends InlineSwitchContract {

    @Override
    TestDatabase database() {
        return TestDatabase.postgresql();
    }
}
