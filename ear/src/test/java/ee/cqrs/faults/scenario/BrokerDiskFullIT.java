package ee.cqrs.faults.scenario;

import java.time.Duration;

import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.broker.BrokerControl;
import ee.cqrs.faults.broker.BrokerDisk;
import ee.cqrs.faults.broker.Sender;
import ee.cqrs.faults.load.MixedLoad;
import ee.cqrs.server.Database;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing more fits on the disk that holds the journal of the broker. */
@FaultScenario
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the disk is a tmpfs")
class BrokerDiskFullIT {

    private static final int MEGABYTES = 64;
    private static final int LARGE = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Duration STILL = Duration.ofSeconds(3);

    @Timeout(1_800)
    @ParameterizedTest
    @EnumSource(Database.class)
    void givenMixedLoadWhenOthersFillTheDiskThenRestGoesOnAndMessagesWait(Database database) throws Exception {
        try (Scenario scenario =
                Scenario.named("disk of the broker is filled by others").on(database)) {
            Node node = scenario.node(1);
            BrokerControl broker = new BrokerControl(node);
            try (BrokerDisk disk = BrokerDisk.mount(node, MEGABYTES)) {
                node.start();
                MixedLoad load = scenario.load(node);
                for (int round = 1; round <= 2; round++) {
                    load.awaitAccepted(200);

                    disk.fill();
                    scenario.injected("disk of the broker full");
                    load.awaitAccepted(200);
                    scenario.awaitWorking(node);

                    scenario.recovering(() -> {
                        disk.clear();
                        broker.awaitServing(scenario.model());
                    });
                }
                load.stop();
                scenario.check(node);
            }
        }
    }

    @Timeout(1_800)
    @ParameterizedTest
    @EnumSource(Database.class)
    void givenADiskThatNobodyWatchesWhenTheBrokerCannotWriteThenItStopsAndComesBackWithoutLoss(Database database)
            throws Exception {
        try (Scenario scenario =
                Scenario.named("broker cannot write to its disk").on(database)) {
            Node node = scenario.node(1, "-Dcqrs.broker.max-disk-usage=-1");
            BrokerControl broker = new BrokerControl(node);
            try (BrokerDisk disk = BrokerDisk.mount(node, MEGABYTES)) {
                node.start();
                MixedLoad load = scenario.load(node);
                Sender sender = Sender.start(scenario.model(), node, "poured", LARGE, false);
                load.awaitAccepted(100);

                disk.fill();
                scenario.injected("broker cannot write");
                scenario.mustBeDown(node);
                load.awaitAccepted(100);
                scenario.awaitWorking(node);

                scenario.recovering(() -> {
                    disk.clear();
                    broker.awaitServing(scenario.model());
                });
                sender.stop();
                load.stop();
                scenario.check(node);
            }
        }
    }

    @Timeout(1_800)
    @ParameterizedTest
    @EnumSource(Database.class)
    void givenMessagesThatFillTheDiskThenTheirSenderWaitsAndTheyAreAllDoneAndAnswered(Database database)
            throws Exception {
        try (Scenario scenario =
                Scenario.named("disk of the broker is filled by messages").on(database)) {
            Node node = scenario.node(1, "-Dcqrs.broker.max-disk-usage=60");
            BrokerControl broker = new BrokerControl(node);
            try (BrokerDisk disk = BrokerDisk.mount(node, MEGABYTES)) {
                node.start();
                broker.awaitServing(scenario.model());
                broker.hold();
                Sender sender = Sender.start(scenario.model(), node, "waits", LARGE, true);
                awaitStill(sender);
                scenario.injected("disk of the broker full of messages, %d MB free".formatted(disk.free() >> 20));
                scenario.awaitWorking(node);

                scenario.recovering(() -> {
                    broker.release();
                    int sent = sender.sent();
                    Awaitility.await("the sender goes on").atMost(PATIENCE).until(() -> sender.sent() > sent + 50);
                });
                sender.stop();
                if (sender.unanswered() > 0) {
                    scenario.findings().lost("%d commands were not answered", sender.unanswered());
                }
                scenario.check(node);
            }
        }
    }

    private static void awaitStill(Sender sender) {
        int[] last = {-1};
        Awaitility.await("the sender has to wait")
                .atMost(PATIENCE)
                .pollInterval(STILL)
                .until(() -> sender.sent() > 0 && last[0] == (last[0] = sender.sent()));
    }
}
