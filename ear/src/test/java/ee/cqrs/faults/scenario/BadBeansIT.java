package ee.cqrs.faults.scenario;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.bean.BadTally;
import ee.cqrs.faults.bean.HangingBatch;
import ee.cqrs.faults.bean.HangingMessage;
import ee.cqrs.faults.bean.UnknownIds;
import ee.cqrs.faults.life.Deployment;
import ee.cqrs.faults.life.Jvm;
import ee.cqrs.faults.load.MixedLoad;
import ee.cqrs.faults.tally.Tally;
import ee.cqrs.faults.tally.Way;
import ee.cqrs.it.client.Reply;
import ee.cqrs.it.client.RestClient.Answer;
import ee.cqrs.server.Database;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static ee.cqrs.faults.FaultScenario.SHORT_FORM;

/** Beans crash, hang and differ from their events, and ids are asked for that nobody has: the others do not notice. */
@FaultScenario
class BadBeansIT {

    private static final String[] SHORT_TIMES = {
        "-Dcqrs.aggregate.attempt-limit=PT1S",
        "-Dcqrs.aggregate.crash-window=PT3S",
        "-Dcqrs.aggregate.wait-limit=PT3S",
        "-Dcqrs.command.deadline=PT5S",
        "-Dcqrs.audit.drift-rate=6000"
    };
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Duration HANG = Duration.ofSeconds(9);

    /** A busy machine keeps a deadline late; the command hangs for far longer. */
    private static final Duration SOON = Duration.ofSeconds(45);

    private static final Duration UNTIL_RELEASED = Duration.ofMinutes(10);
    private static final int CRASH_LIMIT = 5;
    private static final int ENOUGH = 100;
    private static final long MEBIBYTE = 1 << 20;

    @Test
    @Tag(SHORT_FORM)
    @Timeout(900)
    void givenLoadWhenBeansMisbehaveThenTheOthersDoNotNotice() throws Exception {
        try (Scenario scenario = Scenario.named("bad beans").on(Database.POSTGRESQL)) {
            Node node = scenario.start(SHORT_TIMES);
            MixedLoad load = scenario.load(node);
            load.awaitAccepted(ENOUGH);
            for (int round = 1; round <= scenario.rounds(5, 1); round++) {
                BadTally hanging = new BadTally(scenario, node);
                hanging.counts(3);
                CompletableFuture<Answer> answer = hanging.hangs(HANG);
                hanging.awaitHealth("hangs", true);
                hanging.refuses();
                crash(scenario, node);
                drift(scenario, node);
                askForUnknown(scenario, node);
                hang(scenario, hanging, answer, load);
            }
            hangElsewhere(scenario, node);
            load.awaitAccepted(ENOUGH);
            load.stop();
            scenario.check(node);
        }
    }

    @Test
    @Timeout(3_600)
    void givenIdsThatNobodyHasWhenTheyAreAskedForThenNothingGrows() throws Exception {
        try (Scenario scenario = Scenario.named("unknown ids").on(Database.H2)) {
            Node node = scenario.start("-XX:TieredStopAtLevel=4"); // it runs for long
            UnknownIds unknown = new UnknownIds(scenario, node);
            unknown.ask(50_000);
            long heap = node.heap();
            String names = new Deployment(node).globalNames();

            unknown.ask(1_000_000);

            long growth = (node.heap() - heap) / MEBIBYTE;
            System.out.printf("the heap grew by %d MiB from %d%n", growth, heap / MEBIBYTE);
            if (growth > 16) {
                scenario.findings().wrong("the heap grew by %d MiB", growth);
            }
            if (!new Deployment(node).globalNames().equals(names)) {
                scenario.findings().wrong("there were %s, now there are other names", names);
            }
            mustBeNone(scenario, node, "ee.cqrs.registry.LiveAggregate");
            mustBeNone(scenario, node, "ee.cqrs.command.PendingCommand");
            mustBeNone(scenario, node, "ee.cqrs.command.IdentifiedCommand");
            if (node.rest().head() != 0) {
                scenario.findings()
                        .wrong(
                                "there are events, up to position %d",
                                node.rest().head());
            }
            if (!Reply.json(node.healthInWords()).toString().contains("\"inMemory\":0")) {
                scenario.findings().wrong("aggregates are in memory: %s", node.healthInWords());
            }
            scenario.awaitWorking(node);
            scenario.check(node);
        }
    }

    private static void mustBeNone(Scenario scenario, Node node, String className) throws Exception {
        long instances = new Jvm(node).instances(className);
        if (instances > 0) {
            scenario.findings().wrong("%d instances of %s are left", instances, className);
        }
    }

    private static void crash(Scenario scenario, Node node) throws Exception {
        for (Way way : List.of(Way.CRASH, Way.OVERFLOW, Way.EAT_MEMORY, Way.CRASH_IN_APPLY, Way.OVERFLOW_IN_APPLY)) {
            BadTally tally = new BadTally(scenario, node);
            tally.counts(3);
            tally.crashes(way);
            tally.counts(3);
        }
        BadTally loop = new BadTally(scenario, node);
        loop.counts(3);
        for (int i = 0; i <= CRASH_LIMIT; i++) {
            loop.crashes(Way.CRASH);
        }
        loop.refuses();
        scenario.recovering(() -> loop.counts(3));
    }

    /** Its snapshot says something else than its events, as after a change of the code. */
    private static void drift(Scenario scenario, Node node) throws Exception {
        BadTally tally = new BadTally(scenario, node);
        tally.counts(150);
        scenario.database().execute("""
                update snapshot set checksum = null, payload = '{"count":1,"sum":1}'
                 where aggregate_type = 'tally' and aggregate_id = '%s'""".formatted(tally.id()));
        scenario.injected("another snapshot");
        tally.awaitHealth("drifted", true);
        String index = "from index %d on"
                .formatted(scenario.database()
                        .number(
                                "select event_index from snapshot where aggregate_type = 'tally' and aggregate_id = '%s'"
                                        .formatted(tally.id())));
        if (!node.healthInWords().contains(index)) {
            scenario.findings().wrong("the health does not say \"%s\": %s", index, node.healthInWords());
        }
        tally.counts(100);
        tally.awaitHealth("drifted", false);
    }

    private static void askForUnknown(Scenario scenario, Node node) throws Exception {
        String counters = "select count(*) from aggregate where aggregate_type = 'counter'";
        long before = scenario.database().number(counters);
        new UnknownIds(scenario, node).ask(1_000);
        if (scenario.database().number(counters) != before) {
            scenario.findings().wrong("counters that nobody made are in the store");
        }
    }

    /** Over the other entrances. */
    private static void hangElsewhere(Scenario scenario, Node node) throws Exception {
        HangingBatch array = HangingBatch.inArray(scenario, node, UNTIL_RELEASED);
        HangingBatch lines = HangingBatch.inLines(scenario, node, UNTIL_RELEASED);
        try (HangingMessage message = HangingMessage.send(scenario, node, UNTIL_RELEASED)) {
            message.mustHoldUpNobody(SOON);
            message.mustBeGivenUpWithin(SOON);
            array.mustBeAnsweredWithin(SOON);
            lines.mustBeAnsweredWithin(SOON);
            node.set(Tally.NOBODY_HANGS, "true");
            message.mustWorkAgain();
        }
        array.mustWorkAgain();
        lines.mustWorkAgain();
    }

    private static void hang(Scenario scenario, BadTally tally, CompletableFuture<Answer> answer, MixedLoad load)
            throws Exception {
        int before = load.accepted();
        Answer told = answer.get(DEADLINE.plusSeconds(60).toSeconds(), TimeUnit.SECONDS);
        if (told.status() != 503 || !told.body().toString().contains("set-aside")) {
            scenario.findings().wrong("a command that hangs is answered with %s", told);
        }
        scenario.recovering(() -> tally.counts(3));
        tally.awaitHealth("hangs", false);
        if (load.accepted() == before) {
            scenario.findings().wrong("nothing was accepted while a command hung");
        }
    }
}
