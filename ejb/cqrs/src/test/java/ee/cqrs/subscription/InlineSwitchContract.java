package ee.cqrs.subscription;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.store.NoReadModels;
import ee.cqrs.store.Notes;
import ee.cqrs.store.RecordedEvent;
import ee.cqrs.subscription.SubscriptionStatus.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How a projection comes to be written with the commands, and how it comes to follow the log again, on every database. */
abstract class InlineSwitchContract extends SubscriptionTest {

    private final AtomicInteger handed = new AtomicInteger();
    private Notes notes;

    @BeforeEach
    void prepare() {
        notes = Notes.of(engine.store);
        engine.store.readModels = notes;
    }

    @Test
    void a_projection_catches_up_and_is_written_by_the_commands_from_then_on() {
        add("a", 5);
        LocalNode node = inlineNode();
        awaitState(node, State.INLINE);

        add("a", 3);

        assertThat(engine.store.count("noted")).isEqualTo(8);
        assertThat(node.control.find(Notes.NAME).orElseThrow().position()).isEqualTo(8);
        assertThat(position()).isEqualTo(5);
    }

    @Test
    void it_becomes_inline_under_16_writers_and_each_event_has_its_effect_once() {
        LocalNode node = inlineNode();

        write(40, 20);
        awaitState(node, State.INLINE);
        write(40, 5);

        assertAllNoted();
    }

    @Test
    void after_a_new_start_it_is_inline_at_once() {
        LocalNode first = inlineNode();
        awaitState(first, State.INLINE);
        first.close();
        add("a", 3);

        LocalNode second = inlineNode();
        add("a", 2);

        assertThat(engine.store.count("noted")).isEqualTo(5);
        assertThat(second.control.find(Notes.NAME).orElseThrow().state()).isEqualTo(State.INLINE);
    }

    /** Whether others are handed events in the meantime is how it is seen that there was time. */
    @Test
    void nobody_reads_the_log_for_it_while_it_is_inline() {
        add("a", 5);
        LocalNode first = inlineNode();
        awaitState(first, State.INLINE);
        add("a", 3);
        awaitOthers(first, "clock");
        first.close();
        LocalNode second = inlineNode();
        add("a", 3);
        awaitOthers(second, "clock-2");

        assertThat(handed).hasValue(5);
        assertThat(engine.store.count("noted")).isEqualTo(engine.store.count("event"));
    }

    private void awaitOthers(LocalNode node, String name) {
        node.subscriptions.add(recorder(name));
        for (int i = 0; i < 10; i++) {
            add("b", 1);
            awaitEnd(node, name);
        }
    }

    @Test
    void a_node_that_lacks_it_has_it_follow_the_log_from_there_and_it_catches_up() {
        LocalNode node = inlineNode();
        add("a", 3);
        awaitState(node, State.INLINE);
        add("a", 2);
        node.close();
        engine.store.readModels = new NoReadModels();
        add("a", 4);
        assertThat(position()).isEqualTo(5);
        assertThat(engine.store.count("noted")).isEqualTo(5);

        engine.store.readModels = notes;
        LocalNode again = inlineNode();
        awaitState(again, State.INLINE);
        add("b", 1);

        assertAllNoted();
    }

    @Test
    void one_that_is_declared_a_subscription_goes_on_where_it_was_inline() {
        LocalNode node = inlineNode();
        awaitState(node, State.INLINE);
        add("a", 3);
        node.close();

        engine.store.readModels = new NoReadModels();
        LocalNode again = node().start(subscriber());
        add("a", 2);
        awaitEnd(again, Notes.NAME);

        eventually().untilAsserted(this::assertAllNoted);
        assertThat(engine.store.count("inline_projection")).isZero();
        assertComplete(again, Notes.NAME);
    }

    @Test
    void one_that_has_parked_an_aggregate_stays_a_subscription() {
        notes.before = event -> {
            if (event.meta().id().equals("bad")) {
                throw new IllegalStateException("not this one");
            }
        };
        add("bad", 1);
        add("a", 2);
        LocalNode node = inlineNode();

        eventually().until(() -> node.control
                .find(Notes.NAME)
                .filter(status -> status.parked() == 1)
                .isPresent());
        add("a", 2);
        awaitEnd(node, Notes.NAME);
        assertThat(node.control.find(Notes.NAME).orElseThrow().state()).isNotEqualTo(State.INLINE);

        notes.before = event -> {};
        node.control.retry(Notes.NAME, new AggregateId("ledger", "bad"));
        awaitState(node, State.INLINE);
        assertAllNoted();
    }

    @Test
    void one_whose_place_is_removed_is_written_no_more() {
        LocalNode node = inlineNode();
        add("a", 3);
        awaitState(node, State.INLINE);

        node.transactions.with(places -> {
            places.remove(Notes.NAME);
            return places;
        });
        add("a", 2);

        assertThat(engine.store.count("noted")).isEqualTo(3);
        assertThat(engine.store.count("inline_projection")).isZero();
    }

    @Test
    void whoever_waits_for_a_position_waits_only_for_the_log_to_have_it() {
        LocalNode node = inlineNode();
        awaitState(node, State.INLINE);
        add("a", 3);

        assertThat(node.progress.look().hasReached(Notes.NAME, 3)).isTrue();
        assertThat(node.progress.look().hasReached(Notes.NAME, 4)).isFalse();
    }

    final LocalNode inlineNode() {
        LocalNode node = node();
        node.subscriptions.add(subscriber(), true, true);
        return node.start();
    }

    final void awaitState(LocalNode node, State state) {
        eventually().until(() -> node.control
                .find(Notes.NAME)
                .filter(status -> status.state() == state)
                .isPresent());
    }

    final void assertAllNoted() {
        assertThat(engine.store.count(
                        "noted n join event e on n.id = e.aggregate_id and n.event_index = e.event_index"))
                .isEqualTo(engine.store.count("event"));
        assertThat(engine.store.count("noted")).isEqualTo(engine.store.count("event"));
    }

    private long position() {
        return engine.store.count("event where position <= (select position from subscription where name = 'notes')");
    }

    private Subscriber subscriber() {
        return new Subscriber() {
            @Override
            public SubscriptionDefinition definition() {
                return SubscriptionDefinition.named(Notes.NAME);
            }

            @Override
            public void handle(List<RecordedEvent> events) {
                handed.addAndGet(events.size());
                events.forEach(notes::note);
            }
        };
    }
}
