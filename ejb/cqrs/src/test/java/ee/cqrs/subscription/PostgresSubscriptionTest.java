package ee.cqrs.subscription;

import ee.cqrs.store.Membership;
import ee.cqrs.store.TestDatabase;
import ee.cqrs.subscription.SubscriptionStatus.State;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PostgresSubscriptionTest extends SubscriptionContract {

    private static final String NAME = "readers";

    @Override
    TestDatabase database() {
        return TestDatabase.postgresql();
    }

    /** Fewer than on H2: without a pool each call connects anew. */
    @Override
    int streams() {
        return 200;
    }

    @Override
    int subscriptions() {
        return 20;
    }

    @Override
    void cutConnections() {
        engine.store.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'cqrs_app' and state <> 'idle'");
    }

    @Test
    void one_of_two_nodes_has_a_partition_and_the_other_takes_it_when_the_lease_is_over() {
        LocalNode here = sharing("PT2S").start(recorder(NAME));
        add("a", 5);
        awaitEnd(here, NAME);
        LocalNode there = sharing("PT2S").start(recorder(NAME));
        eventually().until(() -> there.control.find(NAME).orElseThrow().state() == State.ELSEWHERE);
        String owner = owner(there);

        add("a", 5);
        awaitEnd(here, NAME);
        assertThat(owner(there)).isEqualTo(owner);

        here.close();
        eventually().until(() -> !owner.equals(owner(there)) && owner(there) != null);
        add("a", 5);
        awaitEnd(there, NAME);

        assertAllHandledInOrder(there, NAME);
    }

    @Test
    void an_idle_node_keeps_its_partitions_for_as_long_as_it_lives() {
        LocalNode here = sharing("PT0.5S").start(recorder(NAME));
        add("a", 1);
        awaitEnd(here, NAME);
        String owner = owner(here);
        LocalNode there = sharing("PT0.5S").start(recorder(NAME));
        long end = System.nanoTime() + 2_000_000_000L;

        eventually().until(() -> System.nanoTime() > end);

        assertThat(owner(there)).isEqualTo(owner);
    }

    private LocalNode sharing(String lease) {
        return added(new LocalNode(
                engine.store,
                engine.head,
                new Membership(), // never alone
                "cqrs.subscription.lease",
                lease,
                "cqrs.subscription.poll",
                "PT0.1S"));
    }

    private static String owner(LocalNode node) {
        return node.control.find(NAME).orElseThrow().partitions().get(0).node();
    }
}
