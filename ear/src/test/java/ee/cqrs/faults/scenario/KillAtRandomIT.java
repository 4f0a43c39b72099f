package ee.cqrs.faults.scenario;

import java.util.List;

import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.Form;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.load.MixedLoad;
import ee.cqrs.server.Database;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static ee.cqrs.faults.FaultScenario.SHORT_FORM;

@FaultScenario
class KillAtRandomIT {

    /** In the short form the crash points have PostgreSQL. */
    static List<Database> databases() {
        return Form.current().of(List.of(Database.values()), List.of(Database.H2));
    }

    @Tag(SHORT_FORM)
    @Timeout(7_200)
    @ParameterizedTest
    @MethodSource("databases")
    void givenMixedLoadWhenTheServerIsKilledAtRandomThenEveryPromiseIsKept(Database database) throws Exception {
        try (Scenario scenario = Scenario.named("kill -9 at random").on(database)) {
            Node node = scenario.start();
            for (int round = 1; round <= scenario.rounds(20, 1); round++) {
                MixedLoad load = scenario.load(node);
                load.awaitAccepted(100 + scenario.random().nextInt(400));

                node.kill();
                scenario.injected("kill -9");
                load.finish();

                scenario.restart(node);
                scenario.check(node);
            }
        }
    }
}
