package ee.cqrs.store;

class PostgresStoreTest extends StoreContract {

    @Override
    TestDatabase database() {
        return TestDatabase.postgresql();
    }
}
