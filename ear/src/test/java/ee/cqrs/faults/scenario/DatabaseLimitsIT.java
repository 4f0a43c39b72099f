package ee.cqrs.faults.scenario;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.database.FaultDatabase;
import ee.cqrs.faults.database.PostgresProxy;
import ee.cqrs.faults.load.DeadlineWatch;
import ee.cqrs.faults.load.MixedLoad;
import ee.cqrs.server.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static java.time.Duration.ofMillis;

/** The database has no more of what it needs. */
@FaultScenario
class DatabaseLimitsIT {

    private static final int ENOUGH = 200;
    private static final int REFUSALS = 50;

    @Test
    @Timeout(900)
    void givenLoadWhenTheDatabaseBecomesReadOnlyThenCommandsAreRefusedUntilItIsNot() throws Exception {
        try (Scenario scenario = Scenario.named("database read-only").on(Database.POSTGRESQL)) {
            FaultDatabase database = scenario.database();
            database.postgres(); // not the user's: it is set for all who use it
            Node node = scenario.start();
            scenario.outage(
                    node,
                    "read-only",
                    REFUSALS,
                    () -> {
                        database.execute("alter system set default_transaction_read_only = on");
                        database.execute("select pg_reload_conf()");
                    },
                    () -> {
                        database.execute("alter system reset default_transaction_read_only");
                        database.execute("select pg_reload_conf()");
                    });
        }
    }

    @Test
    @Timeout(900)
    void givenFewConnectionsWhenSlowReadsTakeThemThenCommandsWaitOrAreRefusedByTheirDeadline() throws Exception {
        try (Scenario scenario = Scenario.named("connection pool exhausted").on(Database.POSTGRESQL);
                PostgresProxy proxy =
                        PostgresProxy.to(scenario.database().postgres().port())) {
            Node node = scenario.node(1, "-Dcqrs.datasource.max-pool-size=2");
            node.server().property("cqrs.postgresql.url", proxy.url(scenario.database()));
            node.start();
            MixedLoad load = scenario.load(node);
            load.awaitAccepted(ENOUGH);
            DeadlineWatch.during(scenario, node, watch -> {
                proxy.delay(ofMillis(1_500));
                scenario.injected("two connections, 3 s for each answer");
                watch.awaitRefused(10);

                scenario.recovering(() -> {
                    proxy.heal();
                    scenario.awaitWorking(node);
                });
            });
            load.awaitAccepted(ENOUGH);
            load.stop();
            scenario.check(node);
        }
    }

    @Test
    @Timeout(900)
    void givenLoadWhenOthersHaveAllConnectionsOfTheDatabaseThenCommandsAreRefusedUntilSomeAreFree() throws Exception {
        try (Scenario scenario =
                Scenario.named("no connection left at the database").on(Database.POSTGRESQL)) {
            FaultDatabase database = scenario.database();
            database.postgres(); // not the user's: others need theirs
            Node node = scenario.start();
            Deque<Connection> others = new ArrayDeque<>();
            scenario.outage(
                    node, "no connection left", REFUSALS, () -> takeAll(database, others), () -> closeAll(others));
        }
    }

    /** Throws the server out and is faster than it. */
    private static void takeAll(FaultDatabase database, Deque<Connection> taken) throws SQLException {
        taken.add(database.connect());
        boolean left = true;
        while (left) {
            try (var statement = taken.getFirst().createStatement()) {
                statement.execute("""
                        select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'cqrs-ee'
                        """);
                taken.add(database.connect());
            } catch (SQLException e) {
                if (!"53300".equals(e.getSQLState())) { // too many connections
                    throw e;
                }
                left = others(taken.getFirst()) > 0;
            }
        }
    }

    private static int others(Connection connection) throws SQLException {
        try (var rows = connection.createStatement().executeQuery("""
                select count(*) from pg_stat_activity where application_name = 'cqrs-ee'
                """)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void closeAll(Deque<Connection> connections) throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
