package ee.cqrs.command;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How nodes come, are taken for dead, come again and go, and that nothing old is told or written in between. */
class MembershipTest extends SharingTest {

    private static final Duration LIFE = Duration.ofSeconds(2);

    @Test
    void a_node_that_comes_writes_nothing_before_the_others_can_have_seen_it() {
        there.beat();

        assertNotAMember(() -> add(there, Ledger.NEVER, 1));

        joins(there);
        add(there, Ledger.NEVER, 2);
        assertThat(there.store.count("event")).isOne();
    }

    @Test
    void the_first_node_need_not_wait() {
        assertThat(here.membership.isMember()).isTrue();
        assertThat(here.membership.isAlone()).isTrue();
        add(here, Ledger.NEVER, 1);
    }

    @Test
    void a_node_is_alone_until_it_sees_another_and_again_when_that_has_gone() {
        there.beat();
        assertThat(here.beat().membership.isAlone()).isFalse();
        assertThat(there.membership.isAlone()).isFalse();

        there.leave();

        assertThat(here.beat().membership.isAlone()).isTrue();
        assertThat(here.store.count("node")).isOne();
    }

    @Test
    void a_node_whose_heart_does_not_beat_does_not_believe_to_be_alone_for_long() {
        LocalEngine frozen = nodeThatIsAlone();

        await().until(() -> !frozen.membership.isAlone());
    }

    /** What it had in memory before may be old, though nobody else is there any more. */
    @Test
    void a_node_that_is_alone_again_asks_once_about_what_it_remembers() {
        add(here, Ledger.NEVER, 1);
        thereJoins();
        add(there, Ledger.NEVER, 10);
        there.leave();

        assertThat(here.beat().membership.isAlone()).isTrue();
        assertThat(state(here, Ledger.NEVER)).isEqualTo(new Ledger.State(11, 2));
        here.store.execute("alter table event rename to event_away");
        try {
            assertThat(state(here, Ledger.NEVER)).isEqualTo(new Ledger.State(11, 2));
        } finally {
            here.store.execute("alter table event_away rename to event");
        }
    }

    /** It was frozen for so long that another came and went, and sees nobody when it wakes. */
    @Test
    void a_node_that_did_not_see_another_come_and_go_asks_about_what_it_remembers() {
        LocalEngine frozen = nodeThatIsAlone();
        add(frozen, Ledger.NEVER, 1);
        joins(there);
        add(there, Ledger.NEVER, 10);
        there.leave();
        await().until(() -> !frozen.membership.isAlone());

        assertThat(frozen.beat().membership.isAlone()).isTrue();
        assertThat(state(frozen, Ledger.NEVER)).isEqualTo(new Ledger.State(11, 2));
    }

    @Test
    void a_node_that_was_taken_for_dead_writes_nothing_until_it_has_joined_again() {
        hereExpectsLife();
        add(here, Ledger.NEVER, 1);
        thereJoins();
        add(there, Ledger.NEVER, 10);
        state(here, Ledger.NEVER);

        here.forgetSilent();
        assertThat(here.beat().membership.isAlone()).isTrue();
        assertNotAMember(() -> add(there, Ledger.NEVER, 100)); // it has not noticed yet
        assertNotAMember(() -> there.accept(Ledger.NEVER, "b", new Ledger.Add(100)));
        assertThat(state(here, Ledger.NEVER)).isEqualTo(new Ledger.State(11, 2));

        there.beat();
        assertNotAMember(() -> add(there, Ledger.NEVER, 100));
        assertThat(here.store.count("event")).isEqualTo(2);
        thereJoins();
        add(there, Ledger.NEVER, 100);
        assertThat(state(here, Ledger.NEVER)).isEqualTo(new Ledger.State(111, 3));
    }

    @Test
    void a_transaction_of_the_callers_on_a_node_that_was_taken_for_dead_is_not_saved() {
        hereExpectsLife();
        thereJoins();
        JoinedTransaction transaction = there.newTransaction();
        there.send(Ledger.NEVER, message(new Ledger.Add(1)), transaction);
        here.forgetSilent();

        assertNotAMember(() -> there.inTransaction(transaction::beforeCompletion));
        assertThat(here.store.count("event")).isZero();
    }

    @Test
    void the_others_write_on_when_one_is_taken_for_dead_or_goes() {
        hereExpectsLife();
        thereJoins();
        here.forgetSilent();

        add(here, Ledger.NEVER, 1);
        joins(there);
        here.leave();
        add(there, Ledger.NEVER, 10);

        assertThat(state(there, Ledger.NEVER)).isEqualTo(new Ledger.State(11, 2));
    }

    @Test
    void a_node_that_has_gone_writes_nothing() {
        thereJoins();
        there.leave();

        assertNotAMember(() -> add(there, Ledger.NEVER, 1));
    }

    @Test
    void a_slow_node_that_beats_after_all_is_not_taken_for_dead() {
        hereExpectsLife();
        thereJoins();
        for (int i = 0; i < 5; i++) {
            long before = System.nanoTime();
            await().until(() -> System.nanoTime() - before > LIFE.toNanos() / 4);
            here.beat();
            there.beat();
            here.beat();
        }

        add(there, Ledger.NEVER, 1);
    }

    @Test
    void what_others_change_leaves_memory_unless_it_is_in_use() {
        add(here, Ledger.NEVER, 1);
        here.accept(Ledger.NEVER, "b", new Ledger.Add(1));
        here.accept(Ledger.NEVER, "c", new Ledger.Add(1));
        here.tail.follow();
        thereJoins();
        add(there, Ledger.NEVER, 10);
        there.accept(Ledger.NEVER, "b", new Ledger.Add(10));
        here.accept(Ledger.NEVER, "c", new Ledger.Add(10));
        var used = here.registry.enter(aggregate);

        assertThat(here.tail.follow()).isFalse();

        assertThat(here.registry.live()).extracting(id -> id.id()).containsExactlyInAnyOrder("a", "c");
        here.registry.leave(used);
        assertThat(state(here, Ledger.NEVER)).isEqualTo(new Ledger.State(11, 2));
    }

    private void hereExpectsLife() {
        here.leave();
        here = node(expecting(LIFE.toString()));
        here.beat();
    }

    private LocalEngine nodeThatIsAlone() {
        here.leave();
        LocalEngine node = node(expecting(LIFE.toString()));
        assertThat(node.beat().membership.isMember()).isTrue();
        return node;
    }
}
