package ee.cqrs.faults.scenario;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.Form;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.crash.Armed;
import ee.cqrs.faults.crash.CrashPoint;
import ee.cqrs.faults.load.MixedLoad;
import ee.cqrs.faults.load.Salvo;
import ee.cqrs.faults.model.EventLog;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.server.Database;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static ee.cqrs.faults.FaultScenario.SHORT_FORM;

/** The server is killed at exact places of a save. */
@FaultScenario
class KillAtCrashPointIT {

    private static final Duration DONE = Duration.ofSeconds(120);

    static Stream<Arguments> places() {
        return Form.current()
                .of(
                        Stream.of(CrashPoint.values()).flatMap(point -> Stream.of(Database.values())
                                .map(database -> Arguments.of(point, database))),
                        Stream.of(Arguments.of(CrashPoint.AFTER_COMMIT_BEFORE_ANSWER, Database.POSTGRESQL)));
    }

    @Tag(SHORT_FORM)
    @Timeout(1_800)
    @ParameterizedTest
    @MethodSource("places")
    void givenAHistoryWhenTheServerIsKilledAtACrashPointThenEveryPromiseIsKept(CrashPoint point, Database database)
            throws Exception {
        try (Scenario scenario = Scenario.named("kill -9 " + point).on(database).withCrashPoints()) {
            Node node = scenario.start();
            makeHistory(scenario, node);

            Salvo salvo = Salvo.prepare(scenario.model(), node);
            Armed armed = scenario.arm(node, point);
            salvo.fire(point);
            armed.awaitReached();
            node.kill();
            scenario.injected("kill -9 " + point);
            salvo.finish();

            scenario.restart(node);
            judgeWhatWasHeld(scenario, salvo, new EventLog(node.rest().feed(0)), point);
            scenario.check(node);
        }
    }

    private static void makeHistory(Scenario scenario, Node node) throws Exception {
        MixedLoad load = scenario.load(node);
        load.awaitAccepted(100);
        load.stop();
        node.askBroker(broker -> {
            broker.awaitDrained(DONE);
            return true;
        });
    }

    private static void judgeWhatWasHeld(Scenario scenario, Salvo salvo, EventLog log, CrashPoint point) {
        List<JsonNode> stored = salvo.overRest().stream()
                .map(SentCommand::commandId)
                .flatMap(id -> log.byCommand().getOrDefault(id, List.of()).stream())
                .toList();
        switch (point) {
            case BEFORE_SAVE, BETWEEN_INSERT_AND_COMMIT ->
                stored.forEach(event -> scenario.findings()
                        .wrong("%s is there, though its commit did not begin", EventLog.named(event)));
            case SNAPSHOT_DUE ->
                stored.stream().filter(salvo::makesSnapshotDue).forEach(event -> scenario.findings()
                        .wrong("%s is there, though the save of its snapshot was cut off", EventLog.named(event)));
            case IN_500_EVENT_COMMAND ->
                stored.stream().filter(salvo::isOfMany).forEach(event -> scenario.findings()
                        .wrong("%s is there, though its command was cut off", EventLog.named(event)));
            case AFTER_COMMIT_BEFORE_ANSWER -> {
                if (stored.isEmpty()) {
                    scenario.findings().lost("nothing is there of the commands whose commit had returned");
                }
            }
            case AFTER_COMMIT_BEFORE_ACKNOWLEDGE, AFTER_PUBLISH_BEFORE_KEPT, IN_PROJECTION_BATCH -> {
                // the oracles tell: the message came again and had no second effect; what was published has a scenario
                // of its own
            }
        }
    }
}
