package ee.cqrs.subscription;

import ee.cqrs.store.TestDatabase;

class H2InlineSwitchTest extends InlineSwitchContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2(folder);
    }
}
