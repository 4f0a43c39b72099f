package ee.cqrs.store;

class PostgresTimeSearchTest extends TimeSearchContract {

    @Override
    TestDatabase database() {
        return TestDatabase.postgresql();
    }

    @Override
    int events() {
        return 100_000;
    }

    @Override
    String numbers() {
        return "generate_series(1, cast(%d as bigint)) as numbers(n)".formatted(events());
    }

    @Override
    String uuid() {
        return "gen_random_uuid()";
    }

    @Override
    String lookAtThem() {
        return "vacuum analyze event";
    }
}
