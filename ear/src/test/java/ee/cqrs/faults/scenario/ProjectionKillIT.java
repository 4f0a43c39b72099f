package ee.cqrs.faults.scenario;

import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.crash.Armed;
import ee.cqrs.faults.crash.CrashPoint;
import ee.cqrs.faults.load.MixedLoad;
import ee.cqrs.server.Database;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server is killed when a projection has written a batch and that is not committed. */
@FaultScenario
class ProjectionKillIT {

    private static final int ROUNDS = 5;
    private static final int ROUNDS_OF_THE_SHORT_FORM = 2;

    @Timeout(1_800)
    @ParameterizedTest
    @EnumSource
    void givenALoadWhenTheServerIsKilledInABatchOfAProjectionThenEachEventHasItsEffectOnce(Database database)
            throws Exception {
        try (Scenario scenario = Scenario.named("kill -9 " + CrashPoint.IN_PROJECTION_BATCH)
                .on(database)
                .withCrashPoints()) {
            Node node = scenario.start();
            for (int round = 0; round < scenario.rounds(ROUNDS, ROUNDS_OF_THE_SHORT_FORM); round++) {
                MixedLoad load = scenario.load(node);
                load.awaitAccepted(200);
                Armed armed = scenario.arm(node, CrashPoint.IN_PROJECTION_BATCH);
                armed.awaitReached();
                node.kill();
                scenario.injected("kill -9 " + CrashPoint.IN_PROJECTION_BATCH);
                load.finish();
                scenario.restart(node);
                scenario.check(node);
            }
        }
    }
}
