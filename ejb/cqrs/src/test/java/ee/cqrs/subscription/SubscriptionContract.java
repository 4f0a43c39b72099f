package ee.cqrs.subscription;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.LogRecord;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import jakarta.persistence.PersistenceException;

import ee.cqrs.LogRecords;
import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.store.DurableHead;
import ee.cqrs.store.Gate;
import ee.cqrs.store.RecordedEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a subscription promises, on every database. */
abstract class SubscriptionContract extends SubscriptionTest {

    private static final String NAME = "readers";

    @Test
    void each_event_is_handled_once_and_in_order_per_aggregate_by_several_partitions_under_16_writers() {
        LocalNode node =
                node().start(recorder(SubscriptionDefinition.named(NAME).partitioned(4)));

        write(40, 20);
        awaitEnd(node, NAME);

        assertAllHandledInOrder(node, NAME);
        assertThat(node.control.find(NAME).orElseThrow().partitions())
                .hasSize(4)
                .allSatisfy(partition -> assertThat(partition.node()).isNotNull());
    }

    @Test
    void a_transaction_that_fails_before_its_commit_leaves_nothing_and_nothing_out() {
        add("a", 3);
        LocalNode node = node();
        Recorder recorder = recorder(NAME);
        recorder.before = event -> {
            recorder.before = later -> {};
            node.saves.beforeCommit.fail();
        };
        node.start(recorder);

        awaitEnd(node, NAME);

        assertAllHandledInOrder(node, NAME);
    }

    @Test
    void a_commit_that_seems_to_fail_doubles_nothing() {
        add("a", 3);
        LocalNode node = node();
        Recorder recorder = recorder(NAME);
        recorder.before = event -> {
            recorder.before = later -> {};
            node.saves.afterCommit.fail();
        };
        node.start(recorder);

        awaitEnd(node, NAME);

        assertAllHandledInOrder(node, NAME);
    }

    @Test
    void a_new_start_goes_on_where_the_last_one_ended() {
        LocalNode first = node().start(recorder(NAME));
        write(10, 5);
        first.close();
        write(10, 5);

        LocalNode second = node().start(recorder(NAME));
        awaitEnd(second, NAME);

        assertAllHandledInOrder(second, NAME);
    }

    @Test
    void what_a_frozen_owner_does_after_another_node_has_taken_over_is_undone() {
        add("a", 5);
        Gate gate = new Gate();
        LocalNode frozen = node().start(recorder(NAME).before(event -> gate.run()));
        gate.awaitArrival();

        LocalNode other = node().start(recorder(NAME));
        awaitEnd(other, NAME);
        gate.open();
        add("b", 5);
        eventually().until(() -> handled(NAME).size() >= 10);
        frozen.close();
        awaitEnd(other, NAME);

        assertAllHandledInOrder(other, NAME);
    }

    @Test
    void whoever_waits_is_woken_when_all_partitions_have_come_to_a_position() {
        LocalNode node =
                node().start(recorder(SubscriptionDefinition.named(NAME).partitioned(4)));
        AtomicInteger reached = new AtomicInteger();
        node.progress.addListener(() -> {
            if (node.progress.hasReached(NAME, 40)) {
                reached.incrementAndGet();
            }
        });

        write(20, 2);

        eventually().until(() -> reached.get() > 0);
        assertThat(handled(NAME)).hasSize(40);
        assertThat(node.progress.positionHere(NAME)).isEqualTo(40);
        assertThat(node.progress.hasReached(NAME, 41)).isFalse();
        assertThat(node.progress.hasReached("nobody", 0)).isFalse();
        assertThat(node.progress.isElsewhere(NAME)).isFalse();
    }

    @Test
    void where_partitions_of_another_node_stand_is_seen_at_once_even_if_they_have_nothing_to_handle() {
        Gate gate = new Gate();
        SubscriptionDefinition some = SubscriptionDefinition.named(NAME)
                .partitioned(2)
                .only(new EventFilter(Set.of(), Set.of(), Set.of("a")));
        node().start(recorder(some).before(event -> {
            if (event.meta().index() == 1) {
                gate.run();
            }
        }));
        add("a", 1);
        eventually().until(() -> handled(NAME).size() == 1);
        LocalNode other = added(new LocalNode(engine.store, engine.head, engine.store.amongOthers()))
                .start(recorder(some));
        eventually().until(() -> !other.subscriptions
                .find(NAME)
                .orElseThrow()
                .partitions()
                .isEmpty());
        add("b", 5); // which it does not want, and which it therefore keeps now and then only

        assertThat(other.progress.isElsewhere(NAME)).isTrue();
        assertThat(other.progress.hasReached(NAME, 6)).isFalse();
        assertThat(other.progress.look().hasReached(NAME, 6)).isTrue();
        assertThat(other.progress.look().hasReached(NAME, 7)).isFalse();
        add("a", 1);
        gate.awaitArrival();
        assertThat(other.progress.look().hasReached(NAME, 7)).isFalse();
        gate.open();
        eventually().until(() -> other.progress.look().hasReached(NAME, 7));
        assertThat(handled(NAME)).hasSize(2);
        assertThat(other.progress.look().position("nobody")).isEmpty();
    }

    @Test
    void a_subscriber_that_hangs_when_its_node_stops_is_not_waited_for_and_what_it_does_then_is_undone() {
        add("a", 5);
        Gate gate = new Gate();
        LocalNode first = node().start(recorder(NAME).before(event -> gate.run()), recorder("others"));
        gate.awaitArrival();
        awaitEnd(first, "others");
        long start = System.nanoTime();

        first.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(LocalNode.PATIENCE, LocalNode.PATIENCE.plusSeconds(6));
        assertThat(owned("others")).as("the other is left to whoever comes").isEmpty();
        LocalNode second = node().start(recorder(NAME));
        awaitEnd(second, NAME);
        gate.open();
        add("b", 5);
        awaitEnd(second, NAME);
        assertAllHandledInOrder(second, NAME);
    }

    @Test
    void a_subscription_that_is_attached_reads_while_there_is_a_place_for_it_and_makes_none() {
        add("a", 3);
        LocalNode node = node();
        Recorder recorder = recorder(SubscriptionDefinition.named(NAME).partitioned(2));
        node.subscriptions.attach(recorder, false);
        node.start(recorder("others"));
        awaitEnd(node, "others");
        assertThat(node.control.find(NAME)).isEmpty();

        node.inPlaces(places -> places.create(recorder.definition(), 1));
        awaitEnd(node, NAME);
        assertAllHandledInOrder(node, NAME);

        node.inPlaces(places -> places.remove(NAME));
        add("a", 3);
        awaitEnd(node, "others");
        assertThat(node.control.find(NAME)).isEmpty();
        assertThat(handled(NAME)).hasSize(3);
    }

    @Test
    void what_a_subscriber_has_in_hand_when_its_place_is_removed_and_made_anew_is_undone() {
        add("a", 5);
        Gate gate = new Gate();
        LocalNode frozen = node().start(recorder(NAME).before(event -> gate.run()));
        gate.awaitArrival();

        frozen.inPlaces(places -> places.remove(NAME));
        frozen.inPlaces(places -> places.create(SubscriptionDefinition.named(NAME), 2));
        gate.open();
        awaitEnd(frozen, NAME);

        assertAllHandledInOrder(frozen, NAME);
        assertThat(owned(NAME)).hasSize(1);
    }

    /** Owner, number of the claim and position are the same: the build is all that tells them apart. */
    @Test
    void what_was_begun_for_a_former_place_does_not_count_for_a_new_one_that_stands_at_the_same_event() {
        add("a", 1);
        Gate former = new Gate();
        Gate present = new Gate();
        SubscriptionDefinition definition = SubscriptionDefinition.named(NAME);
        LocalNode node = node();
        node.inPlaces(places -> places.create(definition, 1));
        Recorder old = recorder(NAME);
        old.before = event -> {
            former.run();
            new Recorder(SubscriptionDefinition.named("old"), engine.store).handle(List.of(event));
        };
        node.subscriptions.attach(old, false);
        node.start();
        former.awaitArrival();

        node.inPlaces(places -> places.remove(NAME));
        node.subscriptions.detach(NAME);
        node.inPlaces(places -> places.create(definition, 2));
        node.subscriptions.attach(recorder(NAME).before(event -> present.run()), false);
        present.awaitArrival();
        former.open();
        node.subscriptions.add(recorder("clock"));
        for (int i = 0; i < 10; i++) {
            add("b", 1);
            awaitEnd(node, "clock");
        }
        present.open();
        awaitEnd(node, NAME);

        assertThat(handled("old")).isEmpty();
        assertAllHandledInOrder(node, NAME);
    }

    @Test
    void a_subscription_that_is_detached_ends_what_it_has_in_hand_and_is_left_to_others() {
        add("a", 3);
        Gate gate = new Gate();
        LocalNode node = node().start(recorder(NAME).before(event -> gate.run()), recorder("others"));
        gate.awaitArrival();
        awaitEnd(node, "others");

        node.subscriptions.detach(NAME);
        node.subscriptions.detach("others");
        eventually().alias("it has nothing in hand").until(() -> owned("others").isEmpty());
        assertThat(owned(NAME)).hasSize(1);
        gate.open();
        eventually().until(() -> owned(NAME).isEmpty());
        assertThat(handled(NAME)).hasSize(1); // a first batch is one event

        add("a", 2);
        node.subscriptions.attach(recorder(NAME), false);
        awaitEnd(node, NAME);
        assertAllHandledInOrder(node, NAME);
        assertThat(handled("others")).hasSize(3);
    }

    @Test
    void poison_in_3_of_many_streams_parks_3_and_after_the_fix_the_result_is_that_of_a_clean_run() {
        Set<String> poisoned = Set.of("a-7", "a-100", "a-" + (streams() - 1));
        AtomicBoolean fixed = new AtomicBoolean();
        LocalNode node = node().start(
                        recorder(SubscriptionDefinition.named(NAME).partitioned(2))
                                .before(event -> {
                                    if (poisoned.contains(event.meta().id())
                                            && event.meta().index() > 0
                                            && !fixed.get()) {
                                        throw new IllegalArgumentException("poison");
                                    }
                                }),
                        recorder("clean"));

        write(streams(), 2);
        poisoned.forEach(id -> add(id, 1));
        awaitEnd(node, NAME);
        awaitEnd(node, "clean");

        assertThat(handled(NAME)).hasSize(2 * streams() - 3);
        List<ParkedStream> parked = node.control.parked(NAME, 0, 10);
        assertThat(parked).extracting(stream -> stream.aggregate().id()).containsExactlyInAnyOrderElementsOf(poisoned);
        assertThat(parked).allSatisfy(stream -> {
            assertThat(stream.index()).isEqualTo(1);
            assertThat(stream.failures()).isEqualTo(5);
            assertThat(stream.reason()).contains("poison");
        });
        assertComplete(node, NAME);

        fixed.set(true);
        parked.forEach(stream ->
                assertThat(node.control.retry(NAME, stream.aggregate())).isPresent());
        eventually().until(() -> node.control.parked(NAME, 0, 10).isEmpty());

        assertAllHandledInOrder(node, NAME);
        assertThat(handled(NAME)).containsExactlyInAnyOrderElementsOf(handled("clean"));
    }

    @Test
    void a_parked_stream_is_drained_in_order_while_it_grows() {
        AtomicBoolean fixed = new AtomicBoolean();
        LocalNode node = node("cqrs.subscription.batch-size", "10", "cqrs.subscription.retry-pause", "PT0.001S")
                .start(recorder(NAME)
                        .before(event -> failUnless(fixed.get() || event.meta().index() != 2)));
        add("a", 50);
        awaitEnd(node, NAME);
        assertThat(handled(NAME)).hasSize(2);

        fixed.set(true);
        node.control.retry(NAME, new AggregateId("ledger", "a"));
        add("a", 50);
        eventually().until(() -> node.control.parked(NAME, 0, 10).isEmpty());
        awaitEnd(node, NAME);

        assertAllHandledInOrder(node, NAME);
    }

    @Test
    void large_events_come_in_small_batches_and_a_parked_stream_of_them_is_drained_to_its_end() {
        AtomicBoolean fixed = new AtomicBoolean();
        Recorder recorder = recorder(NAME)
                .before(event -> failUnless(fixed.get() || !event.meta().id().equals("bad")));
        LocalNode node = node().start(recorder);
        for (int i = 0; i < 12; i++) {
            engine.accept(Scroll.DEFINITION, "bad", new Scroll.Write(900_000));
            engine.accept(Scroll.DEFINITION, "good", new Scroll.Write(900_000));
        }
        awaitEnd(node, NAME);
        assertThat(handled(NAME)).hasSize(12);

        fixed.set(true);
        node.control.retry(NAME, new AggregateId("scroll", "bad"));
        eventually().until(() -> node.control.parked(NAME, 0, 10).isEmpty());

        assertAllHandledInOrder(node, NAME);
        assertThat(recorder.mostAtOnce).isBetween(2, 11);
    }

    @Test
    void a_retry_that_fails_again_stays_parked_where_it_failed() {
        LocalNode node = node().start(
                        recorder(NAME).before(event -> failUnless(event.meta().index() != 2)));
        add("a", 5);
        awaitEnd(node, NAME);
        AggregateId aggregate = new AggregateId("ledger", "a");

        node.control.retry(NAME, aggregate);
        eventually()
                .until(() -> node.control.parked(NAME, aggregate).orElseThrow().failures() == 6);

        ParkedStream stream = node.control.parked(NAME, aggregate).orElseThrow();
        assertThat(stream.index()).isEqualTo(2);
        assertThat(stream.retrying()).isFalse();
        assertThat(handled(NAME)).hasSize(2);
        assertComplete(node, NAME);
    }

    @Test
    void nothing_of_a_parked_stream_is_handled_when_the_look_at_what_is_parked_fails() {
        LocalNode first = node().start(
                        recorder(NAME).before(event -> failUnless(event.meta().index() != 1)));
        add("a", 2);
        awaitEnd(first, NAME);
        first.close();
        add("a", 1);
        add("b", 1);

        LocalNode second = node();
        second.saves.beforeWrite.next(() -> {}); // it takes the partition
        second.saves.beforeWrite.fail();
        second.start(recorder(NAME));
        awaitEnd(second, NAME);

        assertThat(handled(NAME)).containsExactly(1L, 4L);
    }

    @Test
    void a_skipped_event_is_left_out_with_its_reason_and_those_behind_it_are_handled() {
        LocalNode node = node().start(
                        recorder(NAME).before(event -> failUnless(event.meta().index() != 2)));
        add("a", 5);
        awaitEnd(node, NAME);

        ParkedStream parked =
                node.control.parked(NAME, new AggregateId("ledger", "a")).orElseThrow();
        assertThat(node.control.skip(NAME, parked, "typed wrong", "Ada")).isPresent();
        assertThat(node.control.skip(NAME, parked, "typed wrong", "Ada")).isEmpty();
        eventually().until(() -> node.control.parked(NAME, 0, 10).isEmpty());

        assertThat(handled(NAME)).containsExactly(1L, 2L, 4L, 5L);
        assertThat(node.control.skipped(NAME, 0, 10)).singleElement().satisfies(skipped -> {
            assertThat(skipped.aggregate()).isEqualTo(parked.aggregate());
            assertThat(skipped.position()).isEqualTo(3);
            assertThat(skipped.event()).isEqualTo("Added");
            assertThat(skipped.reason()).isEqualTo("typed wrong");
            assertThat(skipped.origin()).isEqualTo("Ada");
            assertThat(skipped.skippedAt()).isAfterOrEqualTo(parked.parkedAt());
            assertThat(skipped.counts()).isTrue();
        });
        assertComplete(node, NAME);
    }

    @Test
    void the_record_of_a_skip_outlives_the_place_and_counts_for_no_later_one() {
        SubscriptionDefinition definition = SubscriptionDefinition.named(NAME);
        AggregateId aggregate = new AggregateId("ledger", "a");
        LocalNode node = node();
        node.inPlaces(places -> places.create(definition, 1));
        node.start(recorder(NAME).before(event -> failUnless(event.meta().index() != 2)));
        add("a", 5);
        skipAt(3, aggregate, node, "at first");
        node.subscriptions.detach(NAME);
        assertThat(node.control.skipped(NAME, 0, 10))
                .extracting(SkippedEvent::counts)
                .containsExactly(true);

        node.inPlaces(places -> places.remove(NAME));
        assertThat(node.control.find(NAME)).isEmpty();
        assertThat(node.control.hasSkipped(NAME)).isTrue();
        assertThat(node.control.skipped(NAME, 0, 10))
                .extracting(SkippedEvent::counts)
                .containsExactly(false);

        node.inPlaces(places -> places.create(definition, 2));
        AtomicBoolean fixed = new AtomicBoolean(true);
        engine.store.execute("delete from handled");
        node.subscriptions.add(recorder(NAME)
                .before(event -> failUnless(fixed.get() || event.meta().index() != 5)));
        awaitEnd(node, NAME);
        assertAllHandledInOrder(node, NAME);
        assertComplete(node, NAME);

        fixed.set(false);
        add("a", 1);
        skipAt(6, aggregate, node, "at last");
        assertComplete(node, NAME);
        List<SkippedEvent> skipped = node.control.skipped(NAME, 0, 10);
        assertThat(skipped).extracting(SkippedEvent::reason).containsExactly("at first", "at last");
        assertThat(skipped).extracting(SkippedEvent::counts).containsExactly(false, true);
        assertThat(node.control.skipped(NAME, 0, 1)).containsExactly(skipped.get(0));
        assertThat(node.control.skipped(NAME, skipped.get(0).number(), 10)).containsExactly(skipped.get(1));
        assertThat(node.control.hasSkipped("nobody")).isFalse();
    }

    private void skipAt(long position, AggregateId aggregate, LocalNode node, String reason) {
        eventually().until(() -> node.control
                .parked(NAME, aggregate)
                .filter(stream -> stream.position() == position && !stream.retrying())
                .isPresent());
        ParkedStream parked = node.control.parked(NAME, aggregate).orElseThrow();
        assertThat(node.control.skip(NAME, parked, reason, "Ada")).isPresent();
        eventually().until(() -> node.control.parked(NAME, 0, 10).isEmpty());
        awaitEnd(node, NAME);
    }

    @Test
    void an_event_that_was_skipped_is_skipped_again_when_it_comes_again() {
        LocalNode node = node().start();
        AggregateId aggregate = new AggregateId("ledger", "a");
        add("a", 5);
        for (int build = 1; build <= 2; build++) {
            int present = build;
            node.inPlaces(places -> places.create(SubscriptionDefinition.named(NAME), present));
            node.subscriptions.add(
                    recorder(NAME).before(event -> failUnless(event.meta().index() != 2)));
            skipAt(3, aggregate, node, "build " + build);
            assertComplete(node, NAME);
            node.subscriptions.detach(NAME);
            node.inPlaces(places -> places.remove(NAME));
        }

        assertThat(node.control.skipped(NAME, 0, 10))
                .extracting(SkippedEvent::position)
                .containsExactly(3L, 3L);
    }

    @Test
    void of_several_bad_events_each_is_skipped_at_its_own_position() {
        LocalNode node = node().start(
                        recorder(NAME).before(event -> failUnless(event.meta().index() % 2 == 0)));
        AggregateId aggregate = new AggregateId("ledger", "a");
        for (int i = 0; i < 5; i++) {
            add("a", 1);
            add("b-" + i, 1); // the positions of one aggregate are apart
        }
        for (long position : List.of(3L, 7L)) {
            eventually().until(() -> node.control
                    .parked(NAME, aggregate)
                    .filter(stream -> stream.position() == position && !stream.retrying())
                    .isPresent());
            ParkedStream parked = node.control.parked(NAME, aggregate).orElseThrow();
            assertThat(node.control.skip(NAME, parked, "typed wrong", "Ada")).isPresent();
        }
        eventually().until(() -> node.control.parked(NAME, 0, 10).isEmpty());
        awaitEnd(node, NAME);

        assertThat(handled(NAME)).containsExactlyInAnyOrder(1L, 2L, 4L, 5L, 6L, 8L, 9L, 10L);
        assertComplete(node, NAME);
    }

    @Test
    void an_outage_of_the_database_parks_nobody() {
        AtomicInteger failures = new AtomicInteger(3);
        LocalNode node = node("cqrs.subscription.attempts", "2")
                .start(recorder(NAME).before(event -> {
                    if (failures.getAndDecrement() > 0) {
                        throw new PersistenceException(new SQLException("The connection is broken", "08006"));
                    }
                }));
        node.saves.beforeWrite.fail();

        add("a", 3);
        awaitEnd(node, NAME);

        assertAllHandledInOrder(node, NAME);
        assertThat(engine.store.count("parked_stream")).isZero();
    }

    @Test
    void a_subscriber_that_hangs_is_reported_once_while_it_does_and_when_it_comes_back() {
        Gate gate = new Gate();
        LocalNode node = node("cqrs.subscription.hang-limit", "PT0.05S")
                .start(recorder(NAME).before(event -> gate.run()), recorder("others"));
        List<LogRecord> log = LogRecords.of(Partition.class, () -> {
            add("a", 3);
            gate.awaitArrival();
            eventually().until(() -> node.control.find(NAME).orElseThrow().state() == SubscriptionStatus.State.HANGING);
            node.subscriptions.watchPartitions();
            node.subscriptions.watchPartitions();
            assertThat(node.control.find(NAME).orElseThrow().failure()).contains("from position 1 on");
            awaitEnd(node, "others");

            gate.open();
            awaitEnd(node, NAME);
            node.subscriptions.watchPartitions();
        });
        assertThat(log)
                .extracting(LogRecord::getMessage)
                .satisfiesExactly(hangs -> assertThat(hangs).startsWith("readers hangs: "), back -> assertThat(back)
                        .isEqualTo("readers has come back"));
        assertThat(node.control.find(NAME).orElseThrow().failure()).isNull();
    }

    @Test
    void one_that_hangs_in_all_its_partitions_stops_no_other_and_goes_on_in_all_of_them() {
        Gate gate = new Gate();
        AtomicInteger hanging = new AtomicInteger();
        LocalNode node = node("cqrs.subscription.threads", "4")
                .start(recorder(SubscriptionDefinition.named(NAME).partitioned(8))
                        .before(event -> {
                            hanging.incrementAndGet();
                            gate.run();
                        }));
        write(40, 1);
        eventually().until(() -> hanging.get() == 3);

        node.subscriptions.add(recorder("others"));
        awaitEnd(node, "others");
        write(40, 1);
        awaitEnd(node, "others");
        assertThat(hanging).hasValue(3);

        gate.open();
        awaitEnd(node, NAME);
        assertAllHandledInOrder(node, NAME);
        assertAllHandledInOrder(node, "others");
    }

    @Test
    void what_a_subscriber_needs_and_lacks_is_waited_for_and_parks_nobody() {
        AtomicBoolean away = new AtomicBoolean(true);
        LocalNode node = node("cqrs.subscription.attempts", "1")
                .start(recorder(NAME).before(event -> {
                    if (event.meta().position() == 2 && away.get()) {
                        throw new UnavailableException("The broker is away", new IllegalStateException("closed"));
                    }
                }));
        add("a", 3);
        eventually().untilAsserted(() -> {
            SubscriptionStatus status = node.control.find(NAME).orElseThrow();
            assertThat(status.state()).isEqualTo(SubscriptionStatus.State.FAILING);
            assertThat(status.failure()).isEqualTo("The broker is away");
        });

        away.set(false);
        awaitEnd(node, NAME);

        assertAllHandledInOrder(node, NAME);
        assertThat(engine.store.count("parked_stream")).isZero();
        eventually().until(() -> node.control.find(NAME).orElseThrow().state() == SubscriptionStatus.State.WAITING);
    }

    /** How many there are where some are poisoned. */
    abstract int streams();

    /** How many there are where everything fails at random. */
    abstract int subscriptions();

    /** As when the database goes down and comes back. */
    abstract void cutConnections();

    @Test
    void connections_that_break_in_the_middle_of_a_batch_park_nobody() {
        add("a", 3);
        AtomicInteger cuts = new AtomicInteger(3);
        LocalNode node = node("cqrs.subscription.attempts", "1")
                .start(recorder(NAME).before(event -> {
                    if (event.meta().position() == 2 && cuts.getAndDecrement() > 0) {
                        cutConnections();
                    }
                }));

        eventually().ignoreExceptions().until(() -> handled(NAME).size() == 3);
        awaitEnd(node, NAME);

        assertAllHandledInOrder(node, NAME);
        assertThat(cuts.get()).isNotPositive();
        assertThat(engine.store.count("parked_stream")).isZero();
    }

    /** As a trigger or a function fails. */
    abstract String ownError();

    @Test
    void an_error_of_somebodys_own_in_the_database_parks_only_the_aggregate_at_fault() {
        LocalNode node = node().start(recorder(NAME).before(event -> {
            if (event.meta().id().equals("bad")) {
                engine.store.perCall().createNativeQuery(ownError()).executeUpdate();
            }
        }));
        add("good", 1);
        add("bad", 2);
        add("good", 1);
        awaitEnd(node, NAME);

        assertThat(handled(NAME)).containsExactly(1L, 4L);
        assertThat(node.control.parked(NAME, 0, 10)).singleElement().satisfies(stream -> assertThat(stream.reason())
                .contains("as the test says"));
        assertComplete(node, NAME);
    }

    @Test
    void a_failure_that_quotes_what_a_database_cannot_keep_parks_like_any_other() {
        LocalNode node = node("cqrs.subscription.attempts", "1")
                .start(recorder(NAME).before(event -> {
                    throw new IllegalStateException("not a number: \0");
                }));
        add("a", 1);

        eventually().until(() -> !node.control.parked(NAME, 0, 1).isEmpty());

        assertThat(node.control.parked(NAME, 0, 1).get(0).reason()).contains("not a number");
    }

    @Test
    void a_partition_that_has_parked_as_many_as_it_may_waits_at_the_next_failure() {
        LocalNode node = node(
                        "cqrs.subscription.parked-limit", "1",
                        "cqrs.subscription.attempts", "2",
                        "cqrs.subscription.retry-pause", "PT0.001S")
                .start(recorder(NAME)
                        .before(event -> failUnless(event.meta().id().equals("good"))));
        add("good", 1);
        add("bad", 1);
        add("worse", 1);
        add("good", 1);

        eventually().until(() -> node.control
                .find(NAME)
                .filter(status -> status.state() == SubscriptionStatus.State.FAILING
                        && status.parked() == 1
                        && status.position() == 2)
                .isPresent());

        assertThat(node.control.find(NAME).orElseThrow().failure()).contains("as the test says");
        assertThat(handled(NAME)).containsExactly(1L);
    }

    @Test
    void a_new_subscription_begins_where_its_definition_says_and_takes_what_its_filter_does() {
        add("a", 2);
        Instant between = Instant.now();
        eventually().until(() -> Instant.now().isAfter(between.plusMillis(1)));
        add("b", 2);
        LocalNode node = node().start(
                        recorder(SubscriptionDefinition.named("end").from(Start.end())),
                        recorder(SubscriptionDefinition.named("after").from(Start.after(3))),
                        recorder(SubscriptionDefinition.named("time").from(Start.at(between))),
                        recorder(SubscriptionDefinition.named("a")
                                .only(new EventFilter(Set.of("ledger"), Set.of("Added"), Set.of("a")))),
                        recorder(SubscriptionDefinition.named("none").only(EventFilter.types("other"))));
        List<String> names = List.of("end", "after", "time", "a", "none");
        names.forEach(name -> awaitEnd(node, name));
        add("a", 1);
        names.forEach(name -> awaitEnd(node, name));

        assertThat(handled("end")).containsExactly(5L);
        assertThat(handled("after")).containsExactly(4L, 5L);
        assertThat(handled("time")).containsExactly(3L, 4L, 5L);
        assertThat(handled("a")).containsExactly(1L, 2L, 5L);
        assertThat(handled("none")).isEmpty();
        names.forEach(name -> assertComplete(node, name));
    }

    @Test
    void one_that_begins_at_a_time_to_come_is_not_told_what_happens_before() {
        Instant time = Instant.now().plus(Duration.ofHours(1));
        LocalNode node =
                node().start(recorder(SubscriptionDefinition.named(NAME).from(Start.at(time))), recorder("others"));
        add("a", 3);
        awaitEnd(node, "others");
        assertThat(node.control.find(NAME)).isEmpty();

        node.time = time;
        eventually().until(() -> node.control.find(NAME).isPresent());
        add("a", 2);
        awaitEnd(node, NAME);

        assertThat(handled(NAME)).containsExactly(4L, 5L);
        assertComplete(node, NAME);
    }

    @Test
    void an_event_is_handled_when_its_commit_has_returned_not_when_somebody_looks() {
        LocalNode node = node("cqrs.subscription.poll", "PT1H").start(recorder(NAME));
        awaitEnd(node, NAME);

        for (int i = 1; i <= 10; i++) {
            add("a", 1);
            int expected = i;
            eventually().until(() -> handled(NAME).size() == expected);
        }
    }

    @Test
    void many_readers_at_the_end_of_the_log_share_what_is_read() {
        add("a", 400);
        engine.store.readings.set(0);
        Recorder[] readers =
                IntStream.range(0, 20).mapToObj(i -> recorder("r" + i)).toArray(Recorder[]::new);
        LocalNode node = node().start(readers);

        IntStream.range(0, 20).forEach(i -> awaitEnd(node, "r" + i));

        assertThat(engine.store.readings).hasValue(1);
    }

    @Test
    void where_a_subscription_stands_is_kept_also_if_nothing_is_for_it() {
        node().start(recorder(SubscriptionDefinition.named(NAME).only(EventFilter.types("nothing"))));
        add("a", 3);
        eventually().until(() -> stored() == 3);
        add("a", 3);

        eventually().until(() -> stored() == 6);
        assertThat(handled(NAME)).isEmpty();
    }

    private long stored() {
        return engine.store
                .numbers("select max(position) from subscription where name = '%s'".formatted(NAME))
                .get(0);
    }

    @Test
    void a_subscription_that_no_commit_wakes_is_caught_up_by_the_next_look() {
        DurableHead silent = new DurableHead() {
            @Override
            public long position() {
                return engine.head.position();
            }

            @Override
            public void advance(long committed) {
                engine.head.advance(committed);
            }

            @Override
            public void addListener(Runnable listener) {
                // it is never called
            }
        };
        LocalNode node =
                added(new LocalNode(engine.store, silent, engine.store.alone(), "cqrs.subscription.poll", "PT0.5S"));
        node.start(recorder(NAME));
        add("a", 1);
        awaitEnd(node, NAME);

        add("a", 5);

        awaitEnd(node, NAME);
        assertAllHandledInOrder(node, NAME);
    }

    @Test
    void the_audit_finds_the_events_that_are_missing_or_doubled_one_two_or_a_batch() {
        LocalNode node = withTenEvents();

        assertFound(node, times(1, 1, 1, 1, 1, 1, 0, 1, 1, 1), List.of(7L), List.of());
        assertFound(node, times(1, 1, 1, 2, 1, 1, 1, 1, 1, 1), List.of(), List.of(4L));
        assertFound(node, times(1, 0, 1, 1, 1, 1, 1, 1, 0, 1), List.of(2L, 9L), List.of());
        assertFound(node, times(1, 1, 2, 1, 1, 1, 1, 1, 1, 2), List.of(), List.of(3L, 10L));
        assertFound(node, times(1, 1, 3, 1, 1, 1, 1, 1, 1, 1), List.of(), List.of(3L, 3L));
        assertFound(node, times(1, 1, 1, 1, 1, 0, 1, 2, 1, 1), List.of(6L), List.of(8L));
        assertFound(node, times(1, 1, 0, 0, 0, 0, 1, 1, 1, 1), List.of(3L, 4L, 5L, 6L), List.of());
        assertFound(node, times(1, 1, 1, 1, 1, 1, 1, 2, 2, 2), List.of(), List.of(8L, 9L, 10L));
        assertFound(
                node,
                times(0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                LongStream.rangeClosed(1, 10).boxed().toList(),
                List.of());
    }

    @Test
    void of_more_events_the_audit_tells_how_many_are_missing_or_doubled() {
        LocalNode node = withTenEvents();

        assertFound(node, times(1, 0, 1, 1, 0, 1, 1, 1, 0, 1), List.of(), List.of());
        assertFound(node, times(2, 1, 1, 2, 1, 1, 2, 1, 1, 1), List.of(), List.of());
        assertFound(node, times(2, 0, 1, 1, 0, 1, 2, 1, 1, 1), List.of(), List.of());
        assertFound(node, new Tally(10, 1), List.of(), List.of());
    }

    @Test
    void two_events_are_not_looked_for_everywhere_when_there_is_no_room_for_all() {
        add("a", 10);
        List<RecordedEvent> events =
                engine.events.portion(0, 10, 10, Optional.empty()).events();
        PartitionRow row =
                new PartitionRow(new PartitionId(NAME, 0, 1), 0, 10, "", times(0, 1, 1, 1, 0, 1, 1, 1, 1, 1));
        PartitionCount withRoom = counted(row, events);
        PartitionCount without = counted(row, events);

        assertThat(withRoom.prepare(10)).isEqualTo(10);
        assertThat(without.prepare(9)).isZero();
        events.forEach(withRoom::compare);
        events.forEach(without::compare);

        assertThat(withRoom.found().missing()).containsExactly(1L, 5L);
        assertThat(without.found().missing()).isEmpty();
    }

    private static PartitionCount counted(PartitionRow row, List<RecordedEvent> events) {
        PartitionCount count = new PartitionCount(row, Map.of(), Set.of());
        events.forEach(count::expect);
        return count;
    }

    private LocalNode withTenEvents() {
        add("a", 10);
        LocalNode before = node().start(recorder(NAME));
        awaitEnd(before, NAME);
        before.close();
        return knowing(SubscriptionDefinition.named(NAME));
    }

    /** What is counted if each event was handled so often. */
    private Tally times(int... times) {
        List<RecordedEvent> handled = new ArrayList<>();
        for (RecordedEvent event : engine.events
                .portion(0, times.length, times.length, Optional.empty())
                .events()) {
            handled.addAll(Collections.nCopies(times[event.meta().position().intValue() - 1], event));
        }
        return Tally.NOTHING.plus(handled);
    }

    private void assertFound(LocalNode node, Tally counted, List<Long> missing, List<Long> doubled) {
        SubscriptionAudit audit = auditOf(node, counted);
        assertThat(audit.complete()).isFalse();
        assertThat(audit.expected()).isEqualTo(10);
        assertThat(audit.handled()).isEqualTo(counted.count());
        assertThat(audit.partitions()).singleElement().satisfies(partition -> {
            assertThat(partition.missing()).isEqualTo(missing);
            assertThat(partition.doubled()).isEqualTo(doubled);
        });
    }

    private SubscriptionAudit auditOf(LocalNode node, Tally counted) {
        engine.store.execute("update subscription set events_count = %d, events_hash = %d"
                .formatted(counted.count(), counted.hash()));
        return node.audit(NAME);
    }

    @Test
    void the_audit_reads_the_log_once_for_all_partitions_and_finds_an_event_of_each() {
        write(20, 2);
        SubscriptionDefinition definition = SubscriptionDefinition.named(NAME).partitioned(4);
        LocalNode before = node().start(recorder(definition));
        awaitEnd(before, NAME);
        before.close();
        LocalNode node =
                knowing(definition, "cqrs.subscription.batch-size", "10", "cqrs.subscription.cache-bytes", "1");
        List<RecordedEvent> firsts = IntStream.range(0, 4)
                .mapToObj(part -> engine.events.portion(0, 40, 40, Optional.empty()).events().stream()
                        .filter(event ->
                                new PartitionId(NAME, part, 4).has(event.meta().aggregate()))
                        .findFirst()
                        .orElseThrow())
                .toList();
        firsts.forEach(event -> leaveOut(event, firsts.indexOf(event)));
        engine.store.readings.set(0);

        SubscriptionAudit audit = node.audit(NAME);

        assertThat(audit.partitions())
                .extracting(SubscriptionAudit.PartitionAudit::missing)
                .containsExactlyElementsOf(firsts.stream()
                        .map(event -> List.of(event.meta().position()))
                        .toList());
        assertThat(audit.expected() - audit.handled()).isEqualTo(4);
        assertThat(engine.store.readings)
                .as("of four pages, once to count and once to find")
                .hasValue(8);
    }

    @Test
    void a_node_that_does_not_run_a_subscription_does_not_judge_what_it_has_handled() {
        LocalNode node =
                node().start(recorder(SubscriptionDefinition.named(NAME).only(EventFilter.types("nothing"))));
        add("a", 3);
        awaitEnd(node, NAME);

        assertThat(node().audits.filter(NAME)).isEmpty();
        assertComplete(node, NAME);
    }

    @Test
    void of_two_audits_at_once_one_is_refused() {
        add("a", 3);
        LocalNode before = node().start(recorder(NAME));
        awaitEnd(before, NAME);
        before.close();
        LocalNode node = knowing(SubscriptionDefinition.named(NAME));
        Gate gate = engine.store.reading.hold();
        CompletableFuture<SubscriptionAudit> first = CompletableFuture.supplyAsync(() -> node.audit(NAME));
        gate.awaitArrival();

        assertThat(node.audits.run(NAME, EventFilter.all())).isEmpty();
        gate.open();
        assertThat(first.join().complete()).isTrue();
        assertThat(node.audit(NAME).complete()).as("the next one").isTrue();
    }

    /** As if the partition had passed it over. */
    private void leaveOut(RecordedEvent event, int part) {
        long counted = engine.store
                .numbers("select events_hash from subscription where part = " + part)
                .get(0);
        engine.store.execute("update subscription set events_count = events_count - 1, events_hash = %d where part = %d"
                .formatted(counted - Tally.hashOf(event), part));
    }

    /** It has nothing in hand. */
    private LocalNode knowing(SubscriptionDefinition definition, String... namesAndValues) {
        LocalNode node = node(namesAndValues);
        node.subscriptions.add(recorder(definition));
        return node;
    }

    /** Nodes come and go while 16 threads write. */
    @Test
    void the_records_of_many_subscriptions_equal_the_log_whatever_fails() {
        Random random = new Random(42);
        String[] patient = {
            "cqrs.subscription.attempts", "1000",
            "cqrs.subscription.retry-pause", "PT0.001S",
            "cqrs.subscription.poll", "PT0.1S"
        };
        List<String> names =
                IntStream.range(0, subscriptions()).mapToObj(i -> "s" + i).toList();
        List<LocalNode> started = new ArrayList<>();
        List<CompletableFuture<Void>> writing = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            LocalNode node = node(patient);
            started.add(node);
            node.start(names.stream()
                    .map(name -> recorder(SubscriptionDefinition.named(name)
                                    .partitioned(1 + Math.floorMod(name.hashCode(), 3)))
                            .before(event -> maybe(random, node)))
                    .toArray(Recorder[]::new));
            long before = engine.head.position();
            writing.add(CompletableFuture.runAsync(() -> write(20, 3)));
            eventually().until(() -> engine.head.position() > before + 10);
            if (round < 2) {
                node.close();
            }
        }
        writing.forEach(CompletableFuture::join);
        LocalNode last = started.get(2);

        names.forEach(name -> awaitEnd(last, name));

        names.forEach(name -> assertAllHandledInOrder(last, name));
        assertThat(engine.store.count("parked_stream")).isZero();
    }

    private static void maybe(Random random, LocalNode node) {
        switch (random.nextInt(600)) {
            case 0 -> throw new IllegalStateException("at random");
            case 1 -> node.saves.beforeCommit.fail();
            case 2 -> node.saves.afterCommit.fail();
            default -> {
                // goes well
            }
        }
    }

    private static void failUnless(boolean good) {
        if (!good) {
            throw new IllegalStateException("as the test says");
        }
    }
}
