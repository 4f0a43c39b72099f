package ee.cqrs.faults.scenario;

import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.life.Deployment;
import ee.cqrs.faults.life.LongCommands;
import ee.cqrs.faults.load.MixedLoad;
import ee.cqrs.server.Database;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The application is taken out of a running server and put in again, while clients go on. For a moment before its start has
 * ended WildFly answers for it, with a bare 500.
 */
@FaultScenario
class RedeployIT {

    private static final int ROUNDS = 10;

    /** Caches that give way when memory is short hold class loaders until then. */
    private static final String NO_SOFT_REFERENCES = "-XX:SoftRefLRUPolicyMSPerMB=0";

    /** As the README of the server tells it. */
    @Timeout(1_800)
    @ParameterizedTest
    @EnumSource(Database.class)
    void givenLoadWhenTheEarIsExchangedOnASuspendedServerThenAllIsAnsweredAndTheOldOnesDoNotPileUp(Database database)
            throws Exception {
        try (Scenario scenario =
                Scenario.named("suspended and redeployed under load").on(database)) {
            Node node = scenario.start(NO_SOFT_REFERENCES);
            Deployment deployment = new Deployment(node);
            scenario.model().serverAnswersAlone(500);
            MixedLoad load = scenario.load(node);
            for (int round = 1; round <= ROUNDS; round++) {
                load.awaitAccepted(50 + scenario.random().nextInt(100));
                LongCommands underWay = LongCommands.begin(scenario, node);
                deployment.suspend();
                underWay.mustBeAnswered();
                deployment.undeploy();
                scenario.injected("suspend, undeploy, deploy and resume");
                deployment.mustBeGone(scenario.findings());
                scenario.recovering(() -> {
                    deployment.deploy();
                    deployment.resume();
                    scenario.awaitWorking(node);
                });
            }
            load.awaitAccepted(100);
            deployment.mustNotPileUp(scenario.findings());
            StopIT.stop(scenario, node, load); // a server whose application was exchanged ends in order, too
            scenario.restart(node);
            scenario.check(node);
        }
    }

    @Timeout(1_800)
    @ParameterizedTest
    @EnumSource
    void givenLoadWhenTheEarIsTakenOutAtOnceThenNothingIsLostAndTheOldOnesDoNotPileUp(Database database)
            throws Exception {
        try (Scenario scenario = Scenario.named("redeployed under load").on(database)) {
            Node node = scenario.start(NO_SOFT_REFERENCES);
            Deployment deployment = new Deployment(node);
            scenario.model().serverAnswersAlone(500);
            MixedLoad load = scenario.load(node);
            for (int round = 1; round <= ROUNDS; round++) {
                load.awaitAccepted(50 + scenario.random().nextInt(100));
                LongCommands underWay = LongCommands.begin(scenario, node);
                deployment.undeploy();
                scenario.injected("undeploy and deploy");
                underWay.mustBeAnswered();
                deployment.mustBeGone(scenario.findings());
                scenario.recovering(() -> {
                    deployment.deploy();
                    scenario.awaitWorking(node);
                });
            }
            load.awaitAccepted(100);
            load.stop();
            scenario.check(node);
            deployment.mustNotPileUp(scenario.findings());
        }
    }
}
