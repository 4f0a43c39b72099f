package ee.cqrs.faults.scenario;

import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.load.MixedLoad;
import ee.cqrs.it.client.Postgres;
import ee.cqrs.server.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.TestAbortedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The suite on a PostgreSQL that a user names: it leaves nothing behind, and its processes are not the suite's. */
@FaultScenario
class UsersPostgresIT {

    private static final String URL = "cqrs.faults.postgresql.url";

    private final String named = System.getProperty(URL, "");
    private Postgres users;
    private String database;

    @BeforeEach
    void name() {
        users = Postgres.start();
        database = users.createDatabase();
        System.setProperty(URL, users.url(database));
    }

    @AfterEach
    void nameAsBefore() {
        System.setProperty(URL, named);
        users.close();
    }

    @Test
    @Timeout(1_800)
    void givenAUsersDatabaseWhenTheServerIsKilledThenEveryPromiseIsKeptAndTheDatabaseIsEmptyAgain() throws Exception {
        try (Scenario scenario = Scenario.named("kill -9 on a user's database").on(Database.POSTGRESQL)) {
            assertThatThrownBy(() -> scenario.database().postgres()).isInstanceOf(TestAbortedException.class);
            Node node = scenario.start();
            MixedLoad load = scenario.load(node);
            load.awaitAccepted(100);

            node.kill();
            scenario.injected("kill -9");
            load.finish();

            scenario.restart(node);
            scenario.check(node);
        }
        assertThat(users.number(database, "select count(*) from pg_namespace where nspname like 'faults%'"))
                .isZero();
    }
}
