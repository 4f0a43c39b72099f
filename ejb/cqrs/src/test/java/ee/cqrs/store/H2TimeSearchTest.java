package ee.cqrs.store;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;

class H2TimeSearchTest extends TimeSearchContract {

    @TempDir
    Path folder;

    @Override
    TestDatabase database() {
        return TestDatabase.h2(folder);
    }

    @Override
    int events() {
        return 20_000;
    }

    @Override
    String numbers() {
        return "system_range(1, %d) as numbers(n)".formatted(events());
    }

    @Override
    String uuid() {
        return "random_uuid()";
    }

    @Override
    String lookAtThem() {
        return "analyze";
    }
}
