package ee.cqrs.command;

import ee.cqrs.store.TestDatabase;

/** The same on PostgreSQL, with shorter sequences. */
class PostgresEnginePropertyTest extends EnginePropertyTest {

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }

    @Override
    int longest() {
        return 12;
    }
}
