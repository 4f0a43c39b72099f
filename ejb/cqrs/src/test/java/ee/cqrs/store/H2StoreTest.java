package ee.cqrs.store;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;

class H2StoreTest extends StoreContract {

    @TempDir
    Path folder;

    @Override
    TestDatabase database() {
        return TestDatabase.h2(folder);
    }
}
