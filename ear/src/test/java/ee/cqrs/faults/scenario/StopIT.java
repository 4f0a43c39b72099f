package ee.cqrs.faults.scenario;

import java.time.Duration;

import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.life.LongCommands;
import ee.cqrs.faults.load.MixedLoad;
import ee.cqrs.server.Database;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server is told to end while it has work. */
@FaultScenario
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the server is ended by a signal")
class StopIT {

    /** What is under way has 20 s, and then the server takes some to end. */
    private static final Duration LIMIT = Duration.ofSeconds(45);

    @Timeout(1_800)
    @ParameterizedTest
    @EnumSource
    void givenLoadWhenTheServerIsToldToEndThenWhatIsUnderWayIsAnsweredAndNothingIsLost(Database database)
            throws Exception {
        try (Scenario scenario = Scenario.named("SIGTERM under load").on(database)) {
            Node node = scenario.start();
            for (int round = 1; round <= scenario.rounds(5, 1); round++) {
                MixedLoad load = scenario.load(node);
                load.awaitAccepted(100 + scenario.random().nextInt(200));
                stop(scenario, node, load);
                scenario.restart(node);
                scenario.check(node);
            }
        }
    }

    /** Tells a server under load to end. */
    static void stop(Scenario scenario, Node node, MixedLoad load) throws Exception {
        scenario.model().serverAnswersAlone(404); // in its last moment
        LongCommands underWay = LongCommands.begin(scenario, node);
        boolean ended = node.terminate(LIMIT);
        scenario.injected("SIGTERM");
        if (!ended) {
            scenario.findings().wrong("%s has not ended after %s", node, LIMIT);
            node.kill();
        }
        underWay.mustBeAnswered();
        load.finish();
    }
}
