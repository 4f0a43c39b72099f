package ee.cqrs.faults.scenario;

import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.broker.BrokerControl;
import ee.cqrs.faults.load.MixedLoad;
import ee.cqrs.server.Database;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The broker stops while the server lives, as it does itself when it cannot write. */
@FaultScenario
class BrokerStopsIT {

    @Timeout(1_800)
    @ParameterizedTest
    @EnumSource
    void givenMixedLoadWhenTheBrokerStopsThenRestGoesOnAndTheBrokerIsStartedAgain(Database database) throws Exception {
        try (Scenario scenario = Scenario.named("broker stops").on(database)) {
            Node node = scenario.start();
            BrokerControl broker = new BrokerControl(node);
            MixedLoad load = scenario.load(node);
            for (int round = 1; round <= 3; round++) {
                load.awaitAccepted(200);

                broker.stop();
                scenario.injected("the broker stops");
                scenario.recovering(() -> {
                    scenario.mustBeDown(node);
                    scenario.awaitWorking(node);
                    broker.awaitServing(scenario.model());
                });
            }
            load.stop();
            scenario.check(node);
        }
    }
}
