package ee.cqrs.faults.scenario;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.load.MixedLoad;
import ee.cqrs.faults.race.Crowds;
import ee.cqrs.faults.race.Kind;
import ee.cqrs.faults.race.Raced;
import ee.cqrs.faults.race.Racers;
import ee.cqrs.it.http.Crowd;
import ee.cqrs.server.Database;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Many at the same aggregates, on one node and on two that share a PostgreSQL, of which one freezes and wakes. */
@FaultScenario
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process is frozen by a signal")
class RacesIT {

    /** Twice the expiry of the nodes in the short form; in the full one theirs is the default. */
    private static final Duration SHORT_FREEZE = Duration.ofSeconds(6);

    private static final Duration FREEZE = Duration.ofSeconds(60);
    private static final List<String> SHORT_LIVES =
            List.of("-Dcqrs.node.heartbeat=PT0.5S", "-Dcqrs.node.lease=PT1.5S", "-Dcqrs.node.expiry=PT3S");

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int RACED = 24;

    @Test
    @Timeout(1_800)
    void givenManyClientsWhenTheyMeetOnOneNodeThenEachCommandHasOneEffectAndNoAnswerIsOld() throws Exception {
        try (Scenario scenario = Scenario.named("races on one node").on(Database.H2)) {
            Node node = scenario.start();
            crowds(scenario, List.of(node));
            scenario.check(node);
        }
    }

    @Test
    @Timeout(1_800)
    void givenTwoNodesAtTheSameAggregatesWhenOneFreezesAndWakesThenNoAnswerIsOld() throws Exception {
        try (Scenario scenario =
                Scenario.named("races on two nodes, one of which freezes").on(Database.POSTGRESQL)) {
            Node awake = node(scenario, 1);
            Node frozen = node(scenario, 2);
            awake.start();
            frozen.start();
            List<Node> nodes = List.of(awake, frozen);
            crowds(scenario, nodes);

            List<Raced> raced = Raced.made(scenario, RACED, awake);
            MixedLoad load = scenario.load(awake, frozen);
            Racers racers = Racers.start(raced, nodes, scenario.random().nextLong());
            for (int round = 1; round <= scenario.rounds(2, 1); round++) {
                load.awaitAccepted(100);
                freeze(scenario, frozen);
                wakeAsked(scenario, frozen, raced, awake);
            }
            racers.stop();
            load.stop();
            scenario.check(awake, frozen);
        }
    }

    /** It may rely on its memory when it freezes, and cannot know of the other when it wakes. */
    @Test
    @Timeout(1_800)
    void givenANodeThatFreezesWhileItIsAloneWhenAnotherCameMeanwhileThenNoAnswerIsOld() throws Exception {
        try (Scenario scenario =
                Scenario.named("a node freezes while it is alone").on(Database.POSTGRESQL)) {
            Node frozen = node(scenario, 1);
            frozen.start();
            List<Raced> raced = Raced.made(scenario, RACED, frozen);
            freeze(scenario, frozen);

            Node other = node(scenario, 2);
            other.start();
            scenario.injected("another node starts");
            wakeAsked(scenario, frozen, raced, other);
            scenario.check(other, frozen);
        }
    }

    private static Node node(Scenario scenario, int number) throws Exception {
        String[] options = scenario.form().of(List.<String>of(), SHORT_LIVES).toArray(String[]::new);
        return scenario.node(number, options);
    }

    private static void crowds(Scenario scenario, List<Node> nodes) throws Exception {
        Crowds crowds = new Crowds(scenario, nodes);
        for (int round = 1; round <= scenario.rounds(3, 1); round++) {
            for (Kind kind : Kind.values()) {
                crowds.atOneAggregate(kind, scenario.rounds(20, 3));
            }
            crowds.equalCommands();
            crowds.creations();
        }
    }

    private static void freeze(Scenario scenario, Node node) throws Exception {
        node.signal("STOP");
        scenario.model().requestsWait();
        scenario.injected("kill -STOP for %s".formatted(scenario.form().of(FREEZE, SHORT_FREEZE)));
    }

    /** The other node changes all that the frozen one remembers; then that one is asked, and wakes. */
    private static void wakeAsked(Scenario scenario, Node frozen, List<Raced> raced, Node other) throws Exception {
        Duration freeze = scenario.form().of(FREEZE, SHORT_FREEZE);
        List<Long> before = raced.stream().map(Raced::told).toList();
        Awaitility.await("the freeze is over, and all has changed")
                .pollDelay(freeze)
                .atMost(freeze.plus(PATIENCE))
                .until(() -> raced.stream().allMatch(one -> one.change(other))
                        && IntStream.range(0, raced.size())
                                .allMatch(i -> raced.get(i).told() > before.get(i)));
        CompletableFuture<Void> waking = CompletableFuture.runAsync(
                () -> {
                    try {
                        frozen.signal("CONT");
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS)); // when all are asking
        scenario.recovering(() -> {
            Crowd.of(RACED * Raced.QUESTIONS, client -> () -> {
                raced.get(client % RACED).question(frozen, client / RACED);
                return null;
            });
            waking.get();
            scenario.awaitWorking(frozen);
        });
        for (Raced one : raced) {
            Awaitility.await("%s shows %s".formatted(frozen, one))
                    .atMost(PATIENCE)
                    .until(() -> one.look(frozen));
        }
    }
}
