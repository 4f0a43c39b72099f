package ee.cqrs.faults.scenario;

import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.load.DeadlineWatch;
import ee.cqrs.faults.load.MixedLoad;
import ee.cqrs.it.client.Postgres;
import ee.cqrs.server.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The database is gone for a while. */
@FaultScenario
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the database is stopped by a signal")
class DatabaseOutageIT {

    private static final int ENOUGH = 200;

    /** Of each kind of client; whoever is refused comes again at once. */
    private static final int REFUSALS = 50;

    @Test
    @Timeout(900)
    void givenLoadWhenTheDatabaseStopsThenCommandsAreRefusedUntilItIsBack() throws Exception {
        try (Scenario scenario = Scenario.named("database stopped").on(Database.POSTGRESQL)) {
            Postgres postgres = scenario.database().postgres();
            Node node = scenario.start();
            for (int round = 1; round <= 2; round++) {
                scenario.outage(node, "pg_ctl stop -m immediate", REFUSALS, postgres::fail, postgres::comeBack);
            }
        }
    }

    @Test
    @Timeout(900)
    void givenLoadWhenTheDatabaseIsRestartedAtOnceThenWorkGoesOn() throws Exception {
        try (Scenario scenario = Scenario.named("database restarted under load").on(Database.POSTGRESQL)) {
            Postgres postgres = scenario.database().postgres();
            Node node = scenario.start();
            MixedLoad load = scenario.load(node);
            DeadlineWatch.during(scenario, node, watch -> {
                for (int round = 1; round <= scenario.rounds(6, 1); round++) {
                    load.awaitAccepted(50 + scenario.random().nextInt(ENOUGH));
                    postgres.fail();
                    scenario.injected("pg_ctl restart -m immediate");
                    scenario.recovering(() -> {
                        postgres.comeBack();
                        scenario.awaitWorking(node);
                    });
                }
                load.awaitAccepted(ENOUGH);
            });
            load.stop();
            scenario.check(node);
        }
    }
}
