package ee.cqrs.faults.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.Form;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.crash.Armed;
import ee.cqrs.faults.crash.CrashPoint;
import ee.cqrs.faults.load.MixedLoad;
import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.EventLog;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.server.Database;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static ee.cqrs.faults.FaultScenario.SHORT_FORM;

/** The server is killed at exact places of a save, while it is under mixed load. */
@FaultScenario
class KillAtCrashPointIT {

    /** While the journal writer is held, whoever has an answer coming gets it within this time. */
    private static final Duration QUIET = Duration.ofMillis(500);

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    static Stream<Arguments> places() {
        return Form.current()
                .of(
                        Stream.of(CrashPoint.values()).flatMap(point -> Stream.of(Database.values())
                                .map(database -> Arguments.of(point, database))),
                        Stream.of(
                                Arguments.of(CrashPoint.BETWEEN_INSERT_AND_COMMIT, Database.POSTGRESQL),
                                Arguments.of(CrashPoint.AFTER_COMMIT_BEFORE_ANSWER, Database.POSTGRESQL)));
    }

    @Tag(SHORT_FORM)
    @Timeout(900)
    @ParameterizedTest
    @MethodSource("places")
    void givenMixedLoadWhenTheServerIsKilledAtACrashPointThenEveryPromiseIsKept(CrashPoint point, Database database)
            throws Exception {
        try (Scenario scenario = Scenario.named("kill -9 " + point).on(database).withCrashPoints()) {
            Node node = scenario.start();
            MixedLoad load = scenario.load(node);
            load.awaitAccepted(100);

            Armed armed = scenario.arm(node, point);
            SentCommand big = SentCommand.of("tally", "big", "CountTo", "{\"last\":500}");
            CompletableFuture<Answered> answer = CompletableFuture.supplyAsync(() -> {
                scenario.model().sent(big);
                return big.send(node.rest());
            });
            armed.awaitReached();
            awaitQuiet(load, point);
            node.kill();
            scenario.injected("kill -9 " + point);
            load.finish();
            scenario.model().answered(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));

            scenario.recovering(() -> {
                node.start();
                scenario.awaitWorking(node);
            });
            assertWhatWasHeld(scenario, node, point);
            scenario.check(node);
        }
    }

    /** Then only the commands that are held at the point are in doubt. */
    private static void awaitQuiet(MixedLoad load, CrashPoint point) {
        if (point.holdsTheWriter()) {
            int[] last = {-1};
            Awaitility.await("nobody is answered any more")
                    .atMost(PATIENCE)
                    .pollInterval(QUIET)
                    .until(() -> last[0] == (last[0] = load.accepted()));
        }
    }

    private static void assertWhatWasHeld(Scenario scenario, Node node, CrashPoint point) throws Exception {
        Set<String> stored = new EventLog(node.rest().feed(0)).byCommand().keySet();
        List<SentCommand> saved = scenario.model().inDoubt().stream()
                .filter(command -> stored.contains(command.commandId()))
                .toList();
        if (point.holdsTheWriter() && point.isBeforeCommit()) {
            saved.forEach(command -> scenario.findings().wrong("%s was saved without a commit", command));
        } else if (point.holdsTheWriter() && saved.isEmpty()) {
            scenario.findings().lost("none of the commands that were committed and not answered is there");
        }
    }
}
