package ee.cqrs.faults.scenario;

import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.broker.BrokerControl;
import ee.cqrs.faults.broker.TopicFollower;
import ee.cqrs.faults.crash.Armed;
import ee.cqrs.faults.crash.CrashPoint;
import ee.cqrs.faults.load.MixedLoad;
import ee.cqrs.server.Database;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The relay of events to the topic dies when they are published and that is not kept, and its broker stops under it. */
@FaultScenario
class TopicRelayIT {

    @Timeout(1_800)
    @ParameterizedTest
    @EnumSource
    void givenADurableSubscriberWhenTheRelayIsKilledAndTheBrokerStopsThenItIsShownEachEventOnceAndInOrder(
            Database database) throws Exception {
        try (Scenario scenario = Scenario.named("the relay is killed, the broker stops")
                .on(database)
                .withCrashPoints()) {
            Node node = scenario.start();
            BrokerControl broker = new BrokerControl(node);
            try (TopicFollower follower = TopicFollower.start(scenario.model(), node)) {
                for (int round = 1; round <= 2; round++) {
                    killInTheRelay(scenario, node);
                    stopTheBroker(scenario, node, broker);
                    follower.await(node.rest().head());
                    scenario.check(node);
                }
            }
        }
    }

    private static void killInTheRelay(Scenario scenario, Node node) throws Exception {
        MixedLoad load = scenario.load(node);
        load.awaitAccepted(200);
        Armed armed = scenario.arm(node, CrashPoint.AFTER_PUBLISH_BEFORE_KEPT);
        armed.awaitReached();
        node.kill();
        scenario.injected("kill -9 " + CrashPoint.AFTER_PUBLISH_BEFORE_KEPT);
        load.finish();
        scenario.restart(node);
    }

    private static void stopTheBroker(Scenario scenario, Node node, BrokerControl broker) throws Exception {
        MixedLoad load = scenario.load(node);
        load.awaitAccepted(200);
        broker.stop();
        scenario.injected("the broker stops");
        scenario.recovering(() -> {
            scenario.mustBeDown(node);
            scenario.awaitWorking(node);
            broker.awaitServing(scenario.model());
        });
        load.awaitAccepted(100);
        load.stop();
    }
}
