package ee.cqrs.projection;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.command.Ledger;
import ee.cqrs.command.LocalEngine;
import ee.cqrs.json.Json;
import ee.cqrs.store.Gate;
import ee.cqrs.store.Membership;
import ee.cqrs.store.TestDatabase;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** How a version of a projection is built beside the one that answers, on every database. */
abstract class RebuildContract {

    private static final int EVENTS = 30;
    private static final String[] FAST = {
        "cqrs.subscription.batch-size", "5",
        "cqrs.subscription.attempts", "1",
        "cqrs.subscription.retry-pause", "PT0.001S",
        "cqrs.subscription.poll", "PT0.1S",
        "cqrs.query.wait-limit", "PT0.1S"
    };

    @TempDir
    Path folder;

    private final List<ProjectionNode> nodes = new ArrayList<>();
    private LocalEngine engine;
    private Sums.First first;
    private Sums.Second second;

    abstract TestDatabase database();

    @BeforeEach
    void open() {
        engine = LocalEngine.on(database());
        Sums.prepare(engine.store);
        first = new Sums.First(engine.store);
        second = new Sums.Second(engine.store);
        add(EVENTS);
    }

    @AfterEach
    void close() {
        nodes.forEach(ProjectionNode::close);
        engine.close();
    }

    @Test
    void the_lowest_version_of_a_new_name_answers_until_the_next_one_has_caught_up() {
        Gate gate = new Gate();
        second.before = gate;
        ProjectionNode node = node().start(first, second);
        gate.awaitArrival();
        awaitEnd(node, "sums");
        looks(node, 5);

        assertThat(node.live()).isOne();
        assertThat(node.state(1)).isEqualTo(VersionState.LIVE);
        assertThat(node.state(2)).isEqualTo(VersionState.BUILDING);
        assertThat(node.version(2).lag()).isEqualTo(EVENTS);
        assertThat(node.version(2).secondsLeft()).isNull();

        gate.open();
        awaitLive(node, 2);
        assertThat(handled(2)).isEqualTo(all());
        assertThat(node.state(2)).isEqualTo(VersionState.LIVE);
        assertThat(node.versions.live().subscriptions(node.versions.names())).containsExactly("sums.2");
    }

    @Test
    void a_version_catches_up_with_a_log_that_grows() {
        ProjectionNode node = node().start(first, second);
        awaitUntil(node, () -> {
            add(1);
            return node.live() == 2;
        });

        awaitEnd(node, "sums.2");
        assertThat(handled(2)).isEqualTo(all());
    }

    @Test
    void a_version_that_is_behind_the_live_one_does_not_take_over() {
        ProjectionNode node = node().start(first, second);
        awaitEnd(node, "sums.2");
        looks(node, 1);
        Gate gate = new Gate();
        second.before = gate;
        add(1);
        awaitEnd(node, "sums");
        gate.awaitArrival();
        looks(node, 1); // all that there was at the look before it has

        assertThat(node.live()).isOne();
        gate.open();
        awaitLive(node, 2);
        assertThat(handled(2)).isEqualTo(all());
    }

    /** The live one has two: what one of them has shown counts, though the other one is behind. */
    @Test
    void a_version_that_is_behind_one_partition_of_the_live_one_does_not_take_over() {
        Sums.Third third = new Sums.Third(engine.store);
        ProjectionNode node = node().start(second, third);
        awaitEnd(node, "sums.2");
        awaitEnd(node, "sums.3");
        looks(node, 1);
        Gate building = new Gate();
        third.before = building;
        Gate one = new Gate();
        second.before = one;
        add(1);
        one.awaitArrival();
        building.awaitArrival();
        second.before = () -> {};
        engine.accept(ProjectionNode.LEDGER, "b", new Ledger.Add(1));
        awaitUntil(node, () -> handled(2).size() == EVENTS + 1);

        looks(node, 1);

        assertThat(node.live()).isEqualTo(2);
        one.open();
        building.open();
        awaitLive(node, 3);
    }

    @Test
    void a_version_that_has_parked_something_does_not_take_over_and_says_so() {
        second.before = () -> {
            throw new IllegalStateException("as the test says");
        };
        ProjectionNode node = node().start(first, second);
        awaitEnd(node, "sums.2");
        looks(node, 5);

        assertThat(node.live()).isOne();
        assertThat(node.version(2).parked()).isOne();
        assertThat(node.version(2).hindrance()).isEqualTo("parked aggregates: 1; it takes over when there are none");

        second.before = () -> {};
        node.node.control.retry("sums.2", new AggregateId("ledger", "a"));
        awaitLive(node, 2);
        assertThat(handled(2)).isEqualTo(all());
    }

    @Test
    void of_two_nodes_that_see_the_same_one_has_the_version_take_over() {
        ProjectionNode node = node().start(first, second);
        ProjectionNode other = node().start(first, second);
        awaitEnd(node, "sums.2");
        StoredProjection seen = node.versions.stored().get(0);
        StoredVersion version = seen.version(2).orElseThrow();

        List<CompletableFuture<Boolean>> both = List.of(
                CompletableFuture.supplyAsync(() -> node.changes.makeLive(seen, version)),
                CompletableFuture.supplyAsync(() -> other.changes.makeLive(seen, version)));

        assertThat(both).extracting(CompletableFuture::join).containsExactlyInAnyOrder(true, false);
        assertThat(List.of(node.live(), other.live())).as("before they look").containsExactly(1, 1);
        looks(node, 1);
        looks(other, 1);
        assertThat(List.of(node.live(), other.live())).containsExactly(2, 2);
    }

    @Test
    void what_was_changed_since_it_was_seen_does_not_take_over() {
        ProjectionNode node = node().start(first, second);
        awaitEnd(node, "sums.2");
        StoredProjection seen = node.versions.stored().get(0);
        StoredVersion version = seen.version(2).orElseThrow();
        node.change(2, VersionChange.CANCEL);
        node.change(2, VersionChange.REBUILD);

        assertThat(node.changes.makeLive(seen, version)).isFalse();
    }

    @Test
    void a_version_that_was_replaced_is_dropped_once_when_every_node_has_had_time_to_see_it() {
        ProjectionNode node = node().start(first, second);
        ProjectionNode other = node().start(first, second);
        awaitLive(node, 2);
        assertThat(node.state(1)).isEqualTo(VersionState.REPLACED);
        add(1);
        awaitEnd(node, "sums");
        assertThat(handled(1)).as("it runs on").isEqualTo(all());

        awaitUntil(node, () -> {
            other.rebuilds.look();
            return handled(1).isEmpty() && node.state(1) == VersionState.DROPPED;
        });
        looks(node, 5);
        looks(other, 5);

        assertThat(first.drops).hasValue(1);
        assertThat(node.place("sums")).isEmpty();
        assertThat(handled(2)).isEqualTo(all());
    }

    @Test
    void a_version_is_not_dropped_before_every_node_has_had_time_to_see_that_it_is_replaced() {
        ProjectionNode node = node("cqrs.query.wait-limit", "PT1H").start(first, second);
        awaitLive(node, 2);

        looks(node, 20);

        assertThat(node.state(1)).isEqualTo(VersionState.REPLACED);
        assertThat(first.drops).hasValue(0);
    }

    @Test
    void a_drop_that_fails_is_undone_and_comes_again() {
        first.dropping = () -> {
            first.dropping = () -> {};
            throw new IllegalStateException("as the test says");
        };
        ProjectionNode node = node().start(first, second);
        awaitLive(node, 2);

        awaitUntil(node, () -> handled(1).isEmpty());

        assertThat(first.drops).hasValue(1);
        assertThat(node.state(1)).isEqualTo(VersionState.DROPPED);
    }

    @Test
    void a_version_that_is_stopped_stands_still_on_every_node_also_after_a_start_until_it_is_resumed() {
        Gate gate = new Gate();
        second.before = gate;
        ProjectionNode node = node().start(first, second);
        gate.awaitArrival();
        assertThat(node.change(2, VersionChange.STOP)).isEmpty();
        gate.open();
        node.close();
        ProjectionNode next = node().start(first, second);
        awaitEnd(next, "sums");
        int handled = handled(2).size();
        looks(next, 5);

        assertThat(next.state(2)).isEqualTo(VersionState.STOPPED);
        assertThat(handled(2)).hasSize(handled).hasSizeLessThan(EVENTS);
        assertThat(next.live()).isOne();
        assertThat(next.version(2).secondsLeft()).isNull();

        assertThat(next.change(2, VersionChange.RESUME)).isEmpty();
        awaitLive(next, 2);
        assertThat(handled(2)).isEqualTo(all());
    }

    @Test
    void of_a_version_that_is_cancelled_nothing_is_left_and_it_begins_again_when_it_is_told_to() {
        ProjectionNode node = node().start(first, second);
        awaitEnd(node, "sums.2");
        assertThat(node.change(2, VersionChange.CANCEL)).isEmpty();
        node.close(); // before anything was dropped
        ProjectionNode next = node().start(first, second);
        looks(next, 5);

        assertThat(handled(2)).isEmpty();
        assertThat(second.drops).hasValue(1);
        assertThat(next.place("sums.2")).isEmpty();
        assertThat(next.state(2)).isEqualTo(VersionState.CANCELLED);
        assertThat(next.live()).isOne();

        assertThat(next.change(2, VersionChange.REBUILD)).isEmpty();
        awaitLive(next, 2);
        assertThat(handled(2)).isEqualTo(all());
    }

    @Test
    void what_a_subscriber_has_in_hand_when_its_version_is_cancelled_and_built_again_is_undone() {
        Gate gate = new Gate();
        second.before = gate;
        ProjectionNode node = node().start(first, second);
        gate.awaitArrival();
        node.change(2, VersionChange.CANCEL);
        node.change(2, VersionChange.REBUILD);
        second.before = () -> {};
        looks(node, 1);
        awaitEnd(node, "sums.2");

        gate.open();
        awaitLive(node, 2);

        assertThat(handled(2)).isEqualTo(all());
        assertThat(second.drops).hasValue(1);
    }

    @Test
    void another_node_that_runs_a_version_which_is_cancelled_and_built_again_does_not_take_it_for_built() {
        ProjectionNode node = node().start(first, second);
        Gate gate = new Gate();
        awaitEnd(node, "sums.2");
        ProjectionNode other = node();
        second.before = gate;
        other.start(first, second);
        other.change(2, VersionChange.CANCEL);
        other.rebuilds.look();
        other.change(2, VersionChange.REBUILD);
        other.rebuilds.look();

        looks(node, 5);

        assertThat(node.live()).isOne();
        gate.open();
        awaitLive(node, 2);
        assertThat(handled(2)).isEqualTo(all());
    }

    @Test
    void when_the_bean_of_the_live_version_is_gone_the_lowest_that_is_there_answers_at_once() {
        ProjectionNode before = node().start(first);
        awaitEnd(before, "sums");
        before.close();
        Gate gate = new Gate();
        second.before = gate;

        ProjectionNode node = node().start(second, new Sums.Third(engine.store));

        assertThat(node.live()).isEqualTo(2);
        gate.open();
        awaitLive(node, 3);
        assertThat(handled(3)).isEqualTo(all());
    }

    @Test
    void a_node_of_an_earlier_release_leaves_what_is_live_on_others_and_what_was_dropped_as_they_are() {
        ProjectionNode node = amongOthers().start(first, second);
        awaitLive(node, 2);
        awaitUntil(node, () -> first.drops.get() == 1);

        ProjectionNode old = amongOthers().start(first);
        looks(old, 5);

        assertThat(old.live()).isEqualTo(2);
        assertThat(old.versions.live().find("sums").filter(old.versions::isPresent))
                .isEmpty();
        assertThat(node.place("sums")).isEmpty();
        assertThat(handled(1)).isEmpty();
    }

    @Test
    void a_release_that_is_taken_back_builds_its_version_again() {
        ProjectionNode node = node().start(first, second);
        awaitLive(node, 2);
        awaitUntil(node, () -> first.drops.get() == 1);
        node.close();

        ProjectionNode old = node().start(first);
        awaitUntil(old, () -> isAtEnd(old, "sums"));

        assertThat(old.live()).isOne();
        assertThat(handled(1)).isEqualTo(all());
    }

    @Test
    void a_projection_from_before_there_were_versions_goes_on_where_it_stood() {
        ProjectionNode before = node();
        before.node.start(
                new ProjectionSubscriber(Sums.First.class, first, List.of(ProjectionNode.LEDGER), new Json()));
        awaitEnd(before, "sums");
        before.close();
        add(3);

        ProjectionNode node = node().start(first);
        awaitEnd(node, "sums");

        assertThat(node.live()).isOne();
        assertThat(handled(1)).isEqualTo(all());
    }

    @Test
    void a_node_without_read_models_knows_which_version_is_live() {
        ProjectionNode node = node("cqrs.projection.run", "false").start(first, second);
        assertThat(node.live()).as("before anybody has written it").isOne();
        ProjectionNode other = node().start(first, second);
        awaitLive(other, 2);

        looks(node, 1);

        assertThat(node.live()).isEqualTo(2);
        awaitEnd(node, "sums.2"); // a partition without events keeps its place once a second
    }

    @Test
    void a_projection_whose_name_is_taken_does_not_start_and_keeps_nobody_from_starting() {
        ProjectionNode node = node();
        node.node.subscriptions.add(
                new ProjectionSubscriber(Sums.First.class, first, List.of(ProjectionNode.LEDGER), new Json()));
        node.start(first, second);

        awaitLive(node, 2);

        assertThat(handled(2)).isEqualTo(all());
    }

    private ProjectionNode node(String... namesAndValues) {
        return started(engine.store.alone(), namesAndValues);
    }

    private ProjectionNode amongOthers() {
        return started(engine.store.amongOthers());
    }

    private ProjectionNode started(Membership membership, String... namesAndValues) {
        List<String> settings = new ArrayList<>(List.of(FAST));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            int at = settings.indexOf(namesAndValues[i]);
            if (at < 0) {
                settings.addAll(List.of(namesAndValues[i], namesAndValues[i + 1]));
            } else {
                settings.set(at + 1, namesAndValues[i + 1]);
            }
        }
        ProjectionNode node = new ProjectionNode(engine, membership, settings.toArray(String[]::new));
        nodes.add(node);
        return node;
    }

    private void add(int times) {
        for (int i = 0; i < times; i++) {
            engine.accept(ProjectionNode.LEDGER, "a", new Ledger.Add(1));
        }
    }

    private static void looks(ProjectionNode node, int times) {
        for (int i = 0; i < times; i++) {
            node.rebuilds.look();
        }
    }

    private static void awaitLive(ProjectionNode node, int version) {
        awaitUntil(node, () -> node.live() == version);
    }

    private static void awaitUntil(ProjectionNode node, Callable<Boolean> condition) {
        eventually().until(() -> {
            node.rebuilds.look();
            return condition.call();
        });
    }

    private void awaitEnd(ProjectionNode node, String subscription) {
        eventually().until(() -> isAtEnd(node, subscription));
    }

    private boolean isAtEnd(ProjectionNode node, String subscription) {
        return node.place(subscription)
                .filter(status -> status.position() == engine.head.position())
                .isPresent();
    }

    private static ConditionFactory eventually() {
        return Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(30));
    }

    private List<Long> all() {
        return LongStream.rangeClosed(1, engine.head.position()).boxed().toList();
    }

    /** The positions that a version has written down. */
    private List<Long> handled(int version) {
        return engine.store.numbers(
                "select position from summed where version = %d order by position".formatted(version));
    }
}
