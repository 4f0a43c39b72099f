package ee.cqrs.subscription;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import ee.cqrs.store.Gate;
import ee.cqrs.store.Membership;
import ee.cqrs.store.RecordedEvent;
import ee.cqrs.store.TestDatabase;
import ee.cqrs.subscription.SubscriptionStatus.State;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PostgresSubscriptionTest extends SubscriptionContract {

    private static final String NAME = "readers";

    @Override
    TestDatabase database() {
        return TestDatabase.postgresql();
    }

    /** Fewer than on H2, to save time. */
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

    @Override
    String ownError() {
        return "do 'begin raise exception ''as the test says'' using errcode = ''MY001''; end'";
    }

    @Test
    void a_trigger_that_raises_parks_the_aggregate_at_fault() {
        engine.store.execute("""
                create function refuse() returns trigger language plpgsql as $$
                begin
                  if new.id = 'bad' then raise exception 'as the trigger says' using errcode = 'MY001'; end if;
                  return new;
                end $$;
                create trigger refuse before insert on handled for each row execute function refuse()
                """);
        try {
            LocalNode node = node().start(recorder(NAME));
            add("good", 1);
            add("bad", 1);
            add("good", 1);
            awaitEnd(node, NAME);

            assertThat(handled(NAME)).containsExactly(1L, 3L);
            assertThat(node.control.parked(NAME, 0, 10)).hasSize(1);
        } finally {
            engine.store.execute("drop trigger refuse on handled; drop function refuse()");
        }
    }

    @Test
    void a_text_that_is_too_long_for_an_index_parks_its_aggregate_and_holds_nobody_up() {
        engine.store.execute("create table if not exists title (text text primary key)");
        engine.store.execute("grant insert on title to cqrs_app");
        LocalNode node = node().start(recorder(NAME).before(event -> {
            if (event.meta().id().equals("bad")) {
                engine.store
                        .perCall()
                        .createNativeQuery(
                                "insert into title select string_agg(md5(cast(n as text)), '') from generate_series(1, 500) as n")
                        .executeUpdate();
            }
        }));
        add("bad", 1);
        add("good", 1);
        awaitEnd(node, NAME);

        assertThat(handled(NAME)).containsExactly(2L);
        assertThat(node.control.parked(NAME, 0, 10)).hasSize(1);
    }

    @Test
    void who_goes_on_in_a_transaction_that_has_failed_is_parked() {
        LocalNode node = node("cqrs.subscription.attempts", "1")
                .start(recorder(NAME).before(event -> {
                    if (event.meta().id().equals("bad")) {
                        assertThatThrownBy(() -> engine.store
                                .perCall()
                                .createNativeQuery(ownError())
                                .executeUpdate());
                    }
                }));
        add("bad", 1);
        add("good", 1);
        awaitEnd(node, NAME);

        assertThat(handled(NAME)).containsExactly(2L);
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

    @Test
    void a_batch_that_takes_longer_than_the_lease_is_handled_once_and_its_partition_stays_where_it_is() {
        AtomicInteger begun = new AtomicInteger();
        LocalNode here = sharing("PT1S", "cqrs.subscription.batch-size", "1")
                .start(recorder(NAME).before(event -> {
                    begun.incrementAndGet();
                    takes(Duration.ofMillis(1_500));
                }));
        eventually().until(() -> !owned(NAME).isEmpty());
        String owner = owner(here);
        LocalNode there = sharing("PT1S").start(recorder(NAME).before(event -> begun.incrementAndGet()));
        awaitEnd(there, NAME);
        eventually().until(() -> there.control.find(NAME).orElseThrow().state() == State.ELSEWHERE);
        Set<String> owners = new HashSet<>();

        add("a", 3);
        eventually().until(() -> {
            owners.add(owner(there));
            return handled(NAME).size() == 3;
        });

        assertThat(owners).containsExactly(owner);
        assertThat(begun).hasValue(3);
        assertAllHandledInOrder(here, NAME);
    }

    @Test
    void a_slow_subscriber_that_leaves_the_database_alone_gets_on_with_whatever_has_piled_up() {
        add("a", 40);
        Slow slow = new Slow();
        slow.pace = Duration.ofMillis(100);

        LocalNode node = sharing("PT1S").start(slow);
        awaitEnd(node, NAME);

        assertAllHandledInOrder(node, NAME);
        assertThat(slow.times.values()).allMatch(times -> times == 1);
    }

    @Test
    void a_subscriber_that_becomes_slow_gets_smaller_batches_and_no_event_more_than_twice() {
        add("a", 100);
        Slow slow = new Slow();
        LocalNode node = sharing("PT1S").start(slow);
        awaitEnd(node, NAME);
        slow.pace = Duration.ofMillis(100);
        Gate gate = node.saves.beforeWrite.hold();
        add("a", 1);
        gate.awaitArrival();
        add("a", 40);
        gate.open();
        awaitEnd(node, NAME);

        assertAllHandledInOrder(node, NAME);
        assertThat(slow.times.values()).allMatch(times -> times <= 2);
    }

    /** Says nothing to the database before the last event of a batch. */
    private final class Slow implements Subscriber {

        private final Recorder recorder = recorder(NAME);
        private final Map<Long, Integer> times = new ConcurrentHashMap<>();
        private volatile Duration pace = Duration.ZERO;

        @Override
        public SubscriptionDefinition definition() {
            return recorder.definition();
        }

        @Override
        public void handle(List<RecordedEvent> events) {
            for (RecordedEvent event : events) {
                times.merge(event.meta().position(), 1, Integer::sum);
                takes(pace);
            }
            recorder.handle(events);
        }
    }

    /** As one that works on something else than the database. */
    private static void takes(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        eventually().until(() -> System.nanoTime() - end > 0);
    }

    private LocalNode sharing(String lease, String... more) {
        List<String> settings =
                new ArrayList<>(List.of("cqrs.subscription.lease", lease, "cqrs.subscription.poll", "PT0.1S"));
        settings.addAll(List.of(more));
        return added(new LocalNode(
                engine.store,
                engine.head,
                new Membership(), // never alone
                settings.toArray(String[]::new)));
    }

    private static String owner(LocalNode node) {
        return node.control.find(NAME).orElseThrow().partitions().get(0).node();
    }
}
