package ee.cqrs.faults.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.load.MixedLoad;
import ee.cqrs.it.rebuild.RebuildModule;
import ee.cqrs.it.rebuild.inside.FirstValues;
import ee.cqrs.it.rebuild.inside.SecondValues;
import ee.cqrs.server.Database;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server dies again and again while a version of a projection is built, takes over, and has the one before it dropped. */
@FaultScenario
class RebuildIT {

    private static final String PROJECTION = "/projections/it-values";
    private static final int PAGE = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** A build takes its time, in batches that are small enough to come to their end between two kills. */
    private static final String SLOW = "-Dcqrs.test.pause=100";

    private static final String SMALL_BATCHES = "-Dcqrs.subscription.batch-size=10";

    @Timeout(1_800)
    @ParameterizedTest
    @EnumSource
    void givenAVersionThatIsBuiltWhenTheServerIsKilledThenItIsWhatACleanFoldOfTheLogGives(Database database)
            throws Exception {
        Path brake = Path.of(System.getProperty("cqrs.test.base")).resolveSibling("rebuild-brake-of-" + database);
        try (Scenario scenario = Scenario.named("kill -9 in a rebuild").on(database)) {
            Node node = scenario.node(1, SLOW, SMALL_BATCHES, "-Dcqrs.test.brake=" + brake);
            scenario.release(node, RebuildModule.DECLARATION, RebuildModule.with(FirstValues.class));
            node.start();
            MixedLoad load = scenario.load(node);
            load.awaitAccepted(1_500);
            load.stop();
            node.server().stop();
            scenario.release(
                    node, RebuildModule.DECLARATION, RebuildModule.with(FirstValues.class, SecondValues.class));
            hold(brake);
            node.start();

            for (int round = 1; round <= scenario.rounds(5, 2); round++) {
                killWhileItIsBuilt(scenario, node, brake);
            }
            Files.delete(brake);
            awaitState(node, 2, "LIVE");
            kill(scenario, node, "before the version that was replaced is dropped");
            awaitState(node, 1, "DROPPED");

            mustBeTheFold(scenario, node);
            scenario.check(node);
        }
    }

    /** Whoever comes to the brake waits there until it is deleted. */
    private static void hold(Path brake) throws IOException {
        Files.deleteIfExists(brake);
        Files.createFile(brake);
    }

    private static void killWhileItIsBuilt(Scenario scenario, Node node, Path brake) throws Exception {
        MixedLoad load = scenario.load(node);
        load.awaitAccepted(50);
        long before = version(node, 2).get("position").longValue();
        Files.delete(brake);
        awaitUntil(node, 2, version -> version.get("position").longValue() > before);
        load.awaitAccepted(1 + scenario.random().nextInt(100)); // at some moment
        if (!version(node, 2).get("state").textValue().equals("BUILDING")) {
            scenario.findings().wrong("it is built too soon: %s", version(node, 2));
        }
        node.kill();
        scenario.injected("kill -9 in a rebuild");
        load.finish();
        hold(brake);
        scenario.restart(node);
    }

    private static void kill(Scenario scenario, Node node, String when) throws Exception {
        if (!version(node, 1).get("state").textValue().equals("REPLACED")) {
            scenario.findings().wrong("it is dropped too soon: %s", version(node, 1));
        }
        node.kill();
        scenario.injected("kill -9 " + when);
        scenario.restart(node);
    }

    private static void mustBeTheFold(Scenario scenario, Node node) throws Exception {
        long head = node.rest().head();
        Map<String, String> expected = new HashMap<>();
        fold(node)
                .forEach((counter, value) -> expected.put(counter, "%d after %d bumps".formatted(value[0], value[1])));
        Map<String, String> found = new HashMap<>();
        for (int after = 0; after == found.size(); after += PAGE) {
            node.rest()
                    .get("/queries/it-values?limit=%d&after=%d&position=%d".formatted(PAGE, after, head))
                    .body()
                    .get("items")
                    .forEach(item -> found.put(
                            item.get("counter").textValue(),
                            "%d after %d bumps"
                                    .formatted(
                                            item.get("amount").longValue(),
                                            item.get("bumps").longValue())));
        }
        if (!found.equals(expected)) {
            expected.entrySet().removeAll(new HashMap<>(found).entrySet());
            scenario.findings().wrong("the new version differs from the log; it lacks %s", expected);
        }
        JsonNode audit = node.rest().get("/subscriptions/it-values.2/audit").body();
        if (!audit.path("complete").asBoolean()) {
            scenario.findings().wrong("the new version has not handled each event once: %s", audit);
        }
    }

    /** The amount and the number of bumps of each counter. */
    private static Map<String, long[]> fold(Node node) throws Exception {
        Map<String, long[]> values = new HashMap<>();
        for (JsonNode event : node.rest().feed(0)) {
            String id = event.at("/meta/id").textValue();
            switch (event.get("type").textValue()) {
                case "CounterActivated" ->
                    values.computeIfAbsent(id, unused -> new long[2])[0] =
                            event.at("/data/initialValue").longValue();
                case "CounterBumped" -> {
                    values.get(id)[0] += event.at("/data/amount").longValue();
                    values.get(id)[1]++;
                }
                default -> {
                    // nothing that the projection takes
                }
            }
        }
        return values;
    }

    private static void awaitState(Node node, int number, String state) {
        awaitUntil(node, number, version -> version.get("state").textValue().equals(state));
    }

    private static void awaitUntil(Node node, int number, Predicate<JsonNode> condition) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> condition.test(version(node, number)));
    }

    private static JsonNode version(Node node, int number) throws IOException, InterruptedException {
        for (JsonNode version : node.rest().get(PROJECTION).body().path("versions")) {
            if (version.get("version").intValue() == number) {
                return version;
            }
        }
        throw new IllegalStateException("There is no version " + number);
    }
}
