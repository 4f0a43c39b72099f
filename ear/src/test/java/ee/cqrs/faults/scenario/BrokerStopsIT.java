package ee.cqrs.faults.scenario;

import java.util.List;

import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.Form;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.broker.BrokerControl;
import ee.cqrs.faults.load.MixedLoad;
import ee.cqrs.server.Database;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The broker stops while the server lives, as it does itself when it cannot write. */
@FaultScenario
class BrokerStopsIT {

    static List<Database> databases() {
        return Form.current().of(List.of(Database.values()), List.of(Database.H2));
    }

    @Timeout(1_800)
    @ParameterizedTest
    @MethodSource("databases")
    void givenMixedLoadWhenTheBrokerStopsThenRestGoesOnAndTheBrokerIsStartedAgain(Database database) throws Exception {
        try (Scenario scenario = Scenario.named("broker stops").on(database)) {
            Node node = scenario.start();
            BrokerControl broker = new BrokerControl(node);
            MixedLoad load = scenario.load(node);
            for (int round = 1; round <= scenario.rounds(5, 1); round++) {
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
