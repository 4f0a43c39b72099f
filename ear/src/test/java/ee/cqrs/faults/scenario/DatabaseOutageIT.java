package ee.cqrs.faults.scenario;

import java.time.Duration;

import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.load.MixedLoad;
import ee.cqrs.server.Database;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static ee.cqrs.faults.FaultScenario.SHORT_FORM;
import static org.assertj.core.api.Assertions.assertThat;

@FaultScenario
class DatabaseOutageIT {

    private static final int REFUSALS = 50;

    /** For all refusals; no caller is kept waiting for a database that is not there. */
    private static final Duration AT_ONCE = Duration.ofSeconds(20);

    @Test
    @Tag(SHORT_FORM)
    @Timeout(900)
    void givenLoadWhenTheDatabaseFailsAndComesBackThenNothingFalseIsToldAndTheServerGoesOnByItself() throws Exception {
        try (Scenario scenario =
                Scenario.named("database fails at once and comes back").on(Database.POSTGRESQL)) {
            Node node = scenario.start();
            MixedLoad load = scenario.load(node);
            for (int round = 1; round <= scenario.rounds(5, 1); round++) {
                load.awaitAccepted(200);

                scenario.database().postgres().fail();
                scenario.injected("pg_ctl stop -m immediate");
                int before = load.refused();
                Awaitility.await("refusals without delay")
                        .atMost(AT_ONCE)
                        .until(() -> load.refused() >= before + REFUSALS);
                int accepted = load.accepted();
                scenario.mustBeDown(node);
                assertThat(load.accepted()).as("accepted without a database").isEqualTo(accepted);

                scenario.database().postgres().comeBack();
                scenario.recovering(() -> load.awaitAccepted(200));
            }
            load.stop();
            scenario.check(node);
        }
    }
}
