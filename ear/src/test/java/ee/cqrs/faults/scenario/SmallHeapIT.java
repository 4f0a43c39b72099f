package ee.cqrs.faults.scenario;

import java.nio.file.Files;

import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.life.Jvm;
import ee.cqrs.faults.life.ManyIds;
import ee.cqrs.faults.load.MixedLoad;
import ee.cqrs.server.Database;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server with little memory and many more aggregates than find room in it. */
@FaultScenario
class SmallHeapIT {

    private static final int AGGREGATES = 50_000;
    private static final int LIVE = 5_000;

    /** Those that commands are inside of may be more. */
    private static final int MARGIN = 1_000;

    @Timeout(3_600)
    @ParameterizedTest
    @EnumSource
    void givenAHeapOf256MegabytesAndManyAggregatesThenCommandsGoOnAndMemoryIsBounded(Database database)
            throws Exception {
        try (Scenario scenario = Scenario.named("256 MB of heap under load").on(database)) {
            Node node = scenario.start(
                    "-Xmx256m", "-XX:+ExitOnOutOfMemoryError", "-Dcqrs.aggregate.max-live=%d".formatted(LIVE));
            MixedLoad load = scenario.load(node);
            load.awaitAccepted(100);
            ManyIds many = new ManyIds(scenario, node, AGGREGATES);
            scenario.injected("%d aggregates in 256 MB".formatted(AGGREGATES));
            many.create();
            mustBeBounded(scenario, node);
            many.change();
            mustBeBounded(scenario, node);
            load.awaitAccepted(100);
            load.stop();
            scenario.check(node);
            if (Files.readString(node.server().logFile()).contains("java.lang.OutOfMemoryError")) {
                scenario.findings().wrong("the log tells of an OutOfMemoryError");
            }
        }
    }

    private static void mustBeBounded(Scenario scenario, Node node) throws Exception {
        long live = new Jvm(node).instances("ee.cqrs.registry.LiveAggregate");
        System.out.printf("%d aggregates are live%n", live);
        if (live > LIVE + MARGIN || live == 0) {
            scenario.findings().wrong("%d aggregates are live, the setting says %d", live, LIVE);
        }
    }
}
