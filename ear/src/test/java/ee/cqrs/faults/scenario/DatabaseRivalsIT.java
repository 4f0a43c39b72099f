package ee.cqrs.faults.scenario;

import java.time.Duration;

import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.database.FaultDatabase;
import ee.cqrs.faults.database.ForeignSession;
import ee.cqrs.faults.load.DeadlineWatch;
import ee.cqrs.faults.load.MixedLoad;
import ee.cqrs.server.Database;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Somebody else is in the tables of the server. */
@FaultScenario
class DatabaseRivalsIT {

    private static final int ENOUGH = 200;
    private static final int DEADLOCKS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    @Timeout(900)
    void givenLoadWhenAForeignTransactionHoldsTheJournalThenCommandsEndByTheirDeadline() throws Exception {
        try (Scenario scenario = Scenario.named("long foreign transaction").on(Database.POSTGRESQL)) {
            Node node = scenario.start();
            MixedLoad load = scenario.load(node);
            DeadlineWatch.during(scenario, node, watch -> {
                load.awaitAccepted(ENOUGH);
                try (ForeignSession foreign = ForeignSession.begin(scenario.database())) {
                    foreign.takeJournal();
                    scenario.injected("journal held");
                    scenario.mustBeDown(node);
                    watch.awaitRefused(10); // for about a minute
                }
                scenario.recovering(() -> scenario.awaitWorking(node));
                load.awaitAccepted(ENOUGH);
            });
            load.stop();
            scenario.check(node);
        }
    }

    @Test
    @Timeout(900)
    void givenLoadWhenTheServerDeadlocksWithAForeignSessionThenItGivesWayAndGoesOn() throws Exception {
        try (Scenario scenario =
                Scenario.named("deadlock with a foreign session").on(Database.POSTGRESQL)) {
            FaultDatabase database = scenario.database();
            database.postgres(); // not the user's: it is set for the whole database
            database.execute("alter database %s set deadlock_timeout = '3s'".formatted(database.name()));
            Node node = scenario.start();
            MixedLoad load = scenario.load(node);
            DeadlineWatch.during(scenario, node, watch -> {
                for (int round = 1; round <= DEADLOCKS; round++) {
                    load.awaitAccepted(ENOUGH);
                    deadlock(database);
                    scenario.injected("deadlock");
                    scenario.recovering(() -> scenario.awaitWorking(node));
                }
                load.awaitAccepted(ENOUGH);
            });
            load.stop();
            scenario.check(node);
            if (deadlocks(database) < DEADLOCKS) {
                scenario.findings().wrong("PostgreSQL has seen %d deadlocks only", deadlocks(database));
            }
        }
    }

    /** The server has the journal and waits for the events, the foreign session has the events and waits for the journal. */
    private static void deadlock(FaultDatabase database) throws Exception {
        try (ForeignSession foreign = ForeignSession.begin(database)) {
            foreign.execute("set local deadlock_timeout = '1h'"); // the server is the one to find out
            foreign.execute("lock table event in exclusive mode");
            Awaitility.await("the server wants to write events")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> database.number("""
                            select count(*) from pg_stat_activity
                             where wait_event_type = 'Lock' and query ilike 'insert into event%'
                            """) > 0);
            foreign.takeJournal();
        }
    }

    private static long deadlocks(FaultDatabase database) {
        return database.number("select deadlocks from pg_stat_database where datname = current_database()");
    }
}
