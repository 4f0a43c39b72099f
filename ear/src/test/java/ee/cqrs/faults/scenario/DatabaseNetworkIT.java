package ee.cqrs.faults.scenario;

import java.time.Duration;
import java.util.function.Consumer;

import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.database.PostgresProxy;
import ee.cqrs.faults.load.DeadlineWatch;
import ee.cqrs.faults.load.MixedLoad;
import ee.cqrs.server.Database;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static ee.cqrs.faults.FaultScenario.SHORT_FORM;

/** Something is wrong between the server and its database. */
@FaultScenario
class DatabaseNetworkIT {

    private static final int ENOUGH = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    @Timeout(900)
    void givenLoadWhenConnectionsAreCutBeforeTheCommitThenNothingFalseIsTold() throws Exception {
        cutInCommit("connection cut before the COMMIT arrives", PostgresProxy::cutBeforeCommit);
    }

    @Test
    @Tag(SHORT_FORM)
    @Timeout(900)
    void givenLoadWhenConnectionsAreCutAfterTheCommitThenNothingFalseIsTold() throws Exception {
        cutInCommit("connection cut after the COMMIT, before its answer", PostgresProxy::cutAfterCommit);
    }

    private static void cutInCommit(String name, Consumer<PostgresProxy> cut) throws Exception {
        try (Scenario scenario = Scenario.named(name).on(Database.POSTGRESQL);
                PostgresProxy proxy =
                        PostgresProxy.to(scenario.database().postgres().port())) {
            Node node = started(scenario, proxy);
            MixedLoad load = scenario.load(node);
            DeadlineWatch.during(scenario, node, watch -> {
                for (int round = 1; round <= scenario.rounds(12, 4); round++) {
                    load.awaitAccepted(20 + scenario.random().nextInt(80));
                    int before = proxy.cuts();
                    cut.accept(proxy);
                    Awaitility.await("a connection is cut in a commit")
                            .atMost(PATIENCE)
                            .until(() -> proxy.cuts() > before);
                    scenario.injected("cut");
                    scenario.recovering(() -> scenario.awaitWorking(node));
                }
                load.awaitAccepted(ENOUGH);
            });
            load.stop();
            scenario.check(node);
        }
    }

    @Test
    @Timeout(900)
    void givenLoadWhenTheConnectionsThereAreGoSilentThenNewOnesTakeTheirPlace() throws Exception {
        try (Scenario scenario = Scenario.named("half-open connections").on(Database.POSTGRESQL);
                PostgresProxy proxy =
                        PostgresProxy.to(scenario.database().postgres().port())) {
            Node node = started(scenario, proxy);
            MixedLoad load = scenario.load(node);
            DeadlineWatch.during(scenario, node, watch -> {
                for (int round = 1; round <= 2; round++) {
                    load.awaitAccepted(ENOUGH);
                    proxy.forgetConnections();
                    scenario.injected("connections forgotten");
                    scenario.recovering(() -> scenario.awaitWorking(node));
                }
                load.awaitAccepted(ENOUGH);
            });
            load.stop();
            scenario.check(node);
        }
    }

    @Test
    @Timeout(900)
    void givenLoadWhenNothingArrivesAnyMoreThenCommandsEndByTheirDeadline() throws Exception {
        try (Scenario scenario = Scenario.named("database in a black hole").on(Database.POSTGRESQL);
                PostgresProxy proxy =
                        PostgresProxy.to(scenario.database().postgres().port())) {
            Node node = started(scenario, proxy);
            for (int round = 1; round <= 2; round++) {
                scenario.outage(node, "black hole", 30, proxy::blackHole, proxy::heal);
            }
        }
    }

    @Test
    @Timeout(900)
    void givenLoadWhenTheDatabaseIsSlowBySecondsThenCommandsWaitAndAreAccepted() throws Exception {
        try (Scenario scenario = Scenario.named("database slow by seconds").on(Database.POSTGRESQL);
                PostgresProxy proxy =
                        PostgresProxy.to(scenario.database().postgres().port())) {
            Node node = started(scenario, proxy);
            MixedLoad load = scenario.load(node);
            DeadlineWatch.during(scenario, node, watch -> {
                load.awaitAccepted(ENOUGH);
                proxy.delay(Duration.ofMillis(500)); // there, and as much back, for each statement
                scenario.injected("1 s for each answer");
                load.awaitAccepted(ENOUGH / 4);

                scenario.recovering(() -> {
                    proxy.heal();
                    scenario.awaitWorking(node);
                });
                load.awaitAccepted(ENOUGH);
            });
            load.stop();
            scenario.check(node);
        }
    }

    /** A node that reaches its database through the proxy. */
    private static Node started(Scenario scenario, PostgresProxy proxy) throws Exception {
        Node node = scenario.node(1);
        node.server().property("cqrs.postgresql.url", proxy.url(scenario.database()));
        node.start();
        return node;
    }
}
