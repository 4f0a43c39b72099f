package ee.cqrs.projection;

import ee.cqrs.store.TestDatabase;

class H2RebuildTest extends RebuildContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2(folder);
    }
}
